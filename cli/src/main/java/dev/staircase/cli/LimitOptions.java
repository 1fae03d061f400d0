package dev.staircase.cli;

import dev.staircase.accounts.Budget;
import dev.staircase.accounts.Limits;
import dev.staircase.accounts.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a new key may do.
final class LimitOptions {
  private static final Pattern BUDGET = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,9})?)/(day|month)");

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "A model it may ask, or a prefix and *; may be repeated (default: all).")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "0 here and below: no limit (the default).")
  private long requestsPerMinute;

  @Option(names = "--tokens-per-minute", paramLabel = "N", description = "Tokens read and written.")
  private long tokensPerMinute;

  @Option(names = "--answers", paramLabel = "N", description = "The most answers at a time.")
  private long answers;

  @Option(
      names = "--budget",
      paramLabel = "USD/PERIOD",
      description = "What it may spend in a day or month (UTC), as 5/day or 99.50/month.")
  private @Nullable String budget;

  /// @param store tells what is wrong with them
  Limits limits(StoreOption store) {
    try {
      return new Limits(models, requestsPerMinute, tokensPerMinute, answers, parsed(budget));
    } catch (IllegalArgumentException e) {
      throw store.wrong(String.valueOf(e.getMessage()));
    }
  }

  /// A period as it is written here.
  static String word(Period period) {
    return period.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Budget parsed(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher form = BUDGET.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "--budget: expected USD/day or USD/month, such as 5/day, found '%s'".formatted(text));
    }
    return Budget.of(
        Double.parseDouble(form.group(1)), Period.valueOf(form.group(2).toUpperCase(Locale.ROOT)));
  }
}
