package dev.staircase.lab.measure;

import java.util.Arrays;

/// Quantiles of what was measured, by nearest rank: always a value that was.
public final class Quantiles {
  private Quantiles() {}

  /// The middle of the values, in any order; between the two in the middle of an even number.
  ///
  /// @param values at least one
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// The least value that at least a share of them doesn't exceed.
  ///
  /// @param sorted at least one value, in ascending order
  /// @param share 0 to 1
  public static double of(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
