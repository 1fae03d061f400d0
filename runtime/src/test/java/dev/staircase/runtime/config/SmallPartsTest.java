package dev.staircase.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmallPartsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, 500, 500ms",
    "3s, 3000, 3s",
    "1500ms, 1500, 1500ms",
    "60s, 60000, 1m",
    "2h, 7200000, 2h",
    "0s, 0, 0s",
    "999999999h, 3599999996400000, 999999999h"
  })
  void durations(String written, long ms, String shown) {
    assertThat(Durations.parseMs(written)).isEqualTo(ms);
    assertThat(Durations.show(ms)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "quorom, quorum",
        "Quorum, quorum",
        "base_url, base-url",
        "BaseURL, base-url",
        "pcae, pace",
        "pace, pace",
        "key, -",
        "x, -",
        "'', -",
        "basement, -",
        "qurum, quorum",
      })
  void spelling(String found, String meant) {
    assertThat(Spelling.nearest(found, List.of("base-url", "quorum", "pace")).orElse(null))
        .isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"a, 0, x.a[0]", "a.b, 12, 'x[\"a.b\"][12]'"})
  void paths(String key, int position, String shown) {
    assertThat(KeyPath.ROOT.then("x").then(key).then(position)).hasToString(shown);
  }
}
