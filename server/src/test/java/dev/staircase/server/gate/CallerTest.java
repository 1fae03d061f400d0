package dev.staircase.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''          | trio  | true",
        "trio        | trio  | true",
        "trio        | trio2 | false",
        "tri*        | trio  | true",
        "trio*       | trio  | true",
        "*           | trio  | true",
        "t*o         | trio  | false",
        "TRIO        | trio  | false",
        "debate tri* | trio  | true",
        "debate duo* | trio  | false",
      })
  void mayAskWhatAPatternNames(String patterns, String model, boolean may) {
    var models = patterns.isEmpty() ? List.<String>of() : List.of(patterns.split(" "));
    assertThat(new Caller("k", "n", models, false).mayAsk(model)).isEqualTo(may);
  }
}
