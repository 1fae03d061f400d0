package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pieces are parted by `|`, what goes out after each likewise, `rest` is what goes out at the end.
class StopsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "END;       \"a|b|c\";        \"a|b|c\";      \"\";   false",
        "END;       \"a E|ND b\";     \"a |\";        \"\";   true",
        "END;       \"a END b\";      \"a \";         \"\";   true",
        "END;       \"a E|N|X\";      \"a ||ENX\";    \"\";   false",
        "END;       \"a EN\";         \"a \";         \"EN\"; false",
        "END;       \"a EEND\";       \"a E\";        \"\";   true",
        "aab;       \"aaa|b\";        \"a|\";         \"\";   true",
        "\"b,ab\";  \"xab\";          \"x\";          \"\";   true",
        "\"ab,b\";  \"x|a|c|b\";      \"x||ac|\";     \"\";   true",
      })
  void textEndsBeforeTheFirstStop(
      String sequences, String pieces, String out, String rest, boolean hit) {
    Stops stops = new Stops(List.of(sequences.split(",", -1)));
    StringBuilder passed = new StringBuilder();
    boolean any = false;
    for (String piece : pieces.split("\\|", -1)) {
      passed.append(any ? "|" : "").append(stops.pass(piece));
      any = true;
    }
    assertThat(passed.toString()).isEqualTo(out);
    assertThat(stops.hit()).isEqualTo(hit);
    assertThat(stops.rest()).isEqualTo(rest);
  }
}
