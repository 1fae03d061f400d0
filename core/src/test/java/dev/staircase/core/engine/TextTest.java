package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "16,1", "17,5", "20,5", "21,6"})
  void tokensOfADelta(int chars, int tokens) {
    assertThat(Tokens.in("x".repeat(chars))).isEqualTo(tokens);
  }

  @Test
  void tokensEndWherePiecesEnd() {
    Text text = new Text();
    for (String piece : new String[] {"one", "", " two", " three and more words", " four"}) {
      text.append(piece);
    }
    assertThat(text.tokens()).isEqualTo(1 + 1 + 6 + 1);
    int[] ends = {0, 3, 7, 28, 28, 28, 28, 28, 28, 33, 33};
    for (int wanted = 1; wanted < ends.length; wanted++) {
      assertThat(text.offsetOf(wanted)).as("%d tokens", wanted).isEqualTo(ends[wanted]);
    }
    assertThat(text.between(3, 7)).isEqualTo(" two");
    assertThat(text.from(28)).isEqualTo(" four");
  }

  @Test
  void growsBeyondItsFirstRoom() {
    Text text = new Text();
    for (int i = 0; i < 1000; i++) {
      text.append("ab");
    }
    assertThat(text.offsetOf(700)).isEqualTo(1400);
    assertThat(text.length()).isEqualTo(2000);
    assertThat(text.isBlank()).isFalse();
  }
}
