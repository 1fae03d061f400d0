package dev.staircase.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.engine.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StampTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":\" @17 @1234\"} @5\"",
        "{\"content\":\"| @1|7 |@12|34|\"} |@|5|\"",
        "no stamps, 99 |@17 @1234 @5."
      })
  void stampsAreFoundHoweverTheBytesAreSplit(String pieces) {
    List<Long> found = new ArrayList<>();
    Stamp.Reader reader = new Stamp.Reader();
    for (String piece : pieces.split("\\|", -1)) {
      reader.feed(piece.getBytes(UTF_8), found::add);
    }

    assertThat(found).containsExactly(17L, 1234L, 5L);
  }

  @Test
  void aStampIsOneTokenToTheEngine() {
    assertThat(Tokens.in(Stamp.token())).isEqualTo(1);
    assertThat(Stamp.count(Stamp.token() + Stamp.token())).isEqualTo(2);
  }
}
