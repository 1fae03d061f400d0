package dev.staircase.runtime.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads how long an upstream asks to be left alone: `retry-after-ms` (OpenAI) or `Retry-After` in
/// seconds or as a date (RFC 9110, 10.2.3). Pure.
final class RetryAfter {
  /// What is longer than this is taken for this.
  static final long MOST_MS = Duration.ofDays(1).toMillis();

  private static final int MS_PER_S = 1_000;

  private RetryAfter() {}

  /// Milliseconds from `now`; 0 where nothing is said, or nothing that can be read.
  ///
  /// @param header the value of a response's header by its name, or null
  static long ms(UnaryOperator<@Nullable String> header, Instant now) {
    String ms = header.apply("retry-after-ms");
    if (ms != null && isNumber(ms)) {
      return times(ms, 1);
    }
    String after = header.apply("Retry-After");
    if (after == null) {
      return 0;
    }
    return isNumber(after) ? times(after, MS_PER_S) : until(after.strip(), now);
  }

  private static boolean isNumber(String text) {
    return text.strip().matches("[0-9]{1,18}(\\.[0-9]{1,9})?");
  }

  private static long times(String number, int unit) {
    return bounded((long) Math.ceil(Double.parseDouble(number.strip()) * unit));
  }

  private static long until(String date, Instant now) {
    var format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
    try {
      return bounded(Duration.between(now, ZonedDateTime.parse(date, format)).toMillis());
    } catch (DateTimeException | ArithmeticException e) {
      return 0;
    }
  }

  private static long bounded(long ms) {
    return Math.clamp(ms, 0, MOST_MS);
  }
}
