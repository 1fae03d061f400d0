package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({
    "0, 8, 1, 8, 1, 0, 0, 'chunks are 1 token or more, found first-chunk 0, next-chunk 8, chunk-cap"
        + " 8'",
    "8, 0, 1, 8, 1, 0, 0, 'chunks are 1 token or more, found first-chunk 8, next-chunk 0, chunk-cap"
        + " 8'",
    "8, 8, 0.5, 8, 1, 0, 0, 'growth is 1 to 100, found 0.5'",
    "8, 8, NaN, 8, 1, 0, 0, 'growth is 1 to 100, found NaN'",
    "8, 8, 1, 8, -1, 0, 0, 'lead is 0 to 100, found -1.0'",
    "8, 8, 1, 8, 0, 0, 0, 'a writer that is cut over at its bound needs a bound: set lead above 0"
        + " or cut over at word ends'",
    "8, 8, 1, 8, 1, -1, 0, 'quorum and patience are 0 or more, found -1 and 0 ms'",
    "8, 8, 1, 8, 1, 0, -5, 'quorum and patience are 0 or more, found 0 and -5 ms'",
  })
  void errorsTellWhatIsAllowed(
      int first,
      int next,
      double growth,
      int cap,
      double lead,
      int quorum,
      long patienceMs,
      String message) {
    assertThatThrownBy(() ->
            new Pace(
                first,
                next,
                growth,
                cap,
                lead,
                Pace.Showing.ALL,
                Pace.CutOver.AT_BOUND,
                Pace.EarlyEnd.HOLD,
                quorum,
                patienceMs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void chunksGrowToTheirCap() {
    int[] balanced = {8, 16, 24, 36, 54, 81};
    int[] paper = {8, 8, 8, 8, 8, 8};
    for (int step = 1; step <= 6; step++) {
      assertThat(Pace.BALANCED.chunk(step)).isEqualTo(balanced[step - 1]);
      assertThat(Pace.PAPER.chunk(step)).isEqualTo(paper[step - 1]);
    }
    assertThat(Pace.EAGER.chunk(10_000)).isEqualTo(256);
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "0,1,1", "0,2,2", "0,3,2", "0,4,3", "0,5,3", "2,3,2", "3,2,2", "1,5,1"})
  void moreThanHalfUnlessToldOtherwise(int quorum, int sources, int needed) {
    assertThat(Pace.BALANCED.waiting(quorum, 0).quorumOf(sources)).isEqualTo(needed);
  }

  @ParameterizedTest
  @CsvSource({"0,1,0,0", "1,0,0,0", "1,1,-1,0", "1,1,0,-1"})
  void limitsAreNoneNegative(int steps, int chars, int resumes, int reasks) {
    assertThatThrownBy(() -> new Limits(steps, chars, resumes, reasks))
        .hasMessage(
            "steps and chars are 1 or more, resumes and reasks 0 or more, found %d, %d, %d, %d"
                .formatted(steps, chars, resumes, reasks));
  }
}
