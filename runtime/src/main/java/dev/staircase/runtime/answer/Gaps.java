package dev.staircase.runtime.answer;

import java.util.Arrays;

/// What the times between the pieces of a stream say.
public final class Gaps {
  private static final double STALL_FACTOR = 3;

  private Gaps() {}

  /// How long a stream stood still: the sum of the gaps that are longer than three times their
  /// median.
  ///
  /// @param gaps in any unit
  /// @return in the same unit
  public static double stalled(double[] gaps) {
    double limit = STALL_FACTOR * median(gaps);
    return Arrays.stream(gaps).filter(gap -> gap > limit).sum();
  }

  private static double median(double[] gaps) {
    if (gaps.length == 0) {
      return 0;
    }
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
