package dev.staircase.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                   |       | 0
          2        |       | 2000
          0        |       | 0
          1.5      |       | 1500
          '  7 '   |       | 7000
          2        | 350   | 350
          2        | 0.2   | 1
          2        | soon  | 2000
          -3       |       | 0
          soon     |       | 0
          NaN      |       | 0
          99999999 |       | 86400000
          Sun, 06 Nov 1994 08:49:37 GMT | | 37000
          Sun, 06 Nov 1994 08:48:00 GMT | | 0
          Thu, 06 Nov 2994 08:48:00 GMT | | 86400000
          Sun, 36 Nov 1994 08:48:00 GMT | | 0
          """)
  void waitsAreRead(@Nullable String after, @Nullable String afterMs, long ms) {
    Map<String, @Nullable String> headers = new HashMap<>();
    headers.put("Retry-After", after);
    headers.put("retry-after-ms", afterMs);
    assertThat(RetryAfter.ms(headers::get, Instant.parse("1994-11-06T08:49:00Z"))).isEqualTo(ms);
  }
}
