package dev.staircase.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class StreamTest {
  private static final long MS = 1_000_000;

  @Test
  void figuresOfAStreamWithOneStall() {
    Stream stream = new Stream(1_000 * MS);
    long[] atMs = {300, 320, 340, 360, 560, 580};
    for (long at : atMs) {
      stream.piece((1_000 + at) * MS, " word");
    }
    assertThat(stream.figures()).isEqualTo(new Stream.Figures(300, 320, 580, 200, 200, 56, 6));
    assertThat(stream.text()).isEqualTo(" word".repeat(6));
  }

  @Test
  void onePieceOfSeveralTokensIsItsOwnSecondToken() {
    Stream stream = new Stream(0);
    stream.piece(0, "");
    stream.piece(50 * MS, "twenty-four characters..");
    assertThat(stream.figures()).isEqualTo(new Stream.Figures(50, 50, 50, 0, 0, 0, 6));
  }

  @Test
  void gapsAndTheFiftiethToken() {
    Stream stream = new Stream(0);
    for (int i = 1; i <= 49; i++) {
      stream.piece(i * (10 * MS), " word");
    }
    assertThat(stream.t50Ms()).isEmpty();
    stream.piece(1_000 * MS, " word");
    stream.piece(1_010 * MS, " word");
    assertThat(stream.t50Ms()).hasValue(1_000);
    assertThat(stream.gapsMs()).hasSize(50).startsWith(10, 10).endsWith(510, 10);
    assertThat(new Stream(0).gapsMs()).isEmpty();
  }

  @Test
  void nothingIsNotAFigure() {
    assertThatIllegalStateException()
        .isThrownBy(new Stream(0)::figures)
        .withMessageContaining("no text");
  }
}
