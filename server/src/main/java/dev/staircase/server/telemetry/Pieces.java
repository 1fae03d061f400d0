package dev.staircase.server.telemetry;

import dev.staircase.runtime.answer.Gaps;
import java.util.Arrays;

/// When the pieces of one answer went out, in microseconds since it began.
final class Pieces {
  private static final int USUAL = 256;

  private long[] at = new long[USUAL];
  private int count;
  private int tokens;

  void went(long atMicros, int tokens) {
    if (count == at.length) {
      at = Arrays.copyOf(at, 2 * count);
    }
    at[count++] = atMicros;
    this.tokens += tokens;
  }

  boolean any() {
    return count > 0;
  }

  int tokens() {
    return tokens;
  }

  long firstAt() {
    return at[0];
  }

  /// The mean time between tokens after the first; of two at least.
  double microsPerToken() {
    return (double) (at[count - 1] - at[0]) / (tokens - 1);
  }

  /// How long the stream stood still, see [Gaps#stalled].
  double stalledMicros() {
    double[] gaps = new double[count - 1];
    Arrays.setAll(gaps, i -> at[i + 1] - at[i]);
    return Gaps.stalled(gaps);
  }
}
