package dev.staircase.lab.fleet;

import org.HdrHistogram.Histogram;

/// How times are distributed, in bounded memory: quantiles are at most 0.1 % off.
public final class Sketch {
  private static final double MICROS = 1_000;
  private static final long MOST_MICROS = 24L * 3_600 * 1_000_000;
  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(MOST_MICROS, DIGITS);

  Sketch() {}

  /// @param ms longer ones than a day count as one
  void add(double ms) {
    histogram.recordValue(Math.min(Math.round(ms * MICROS), MOST_MICROS));
  }

  void add(Sketch other) {
    histogram.add(other.histogram);
  }

  public long count() {
    return histogram.getTotalCount();
  }

  /// The time in milliseconds that a share of all doesn't exceed; 0 where there is none.
  ///
  /// @param share 0 to 1
  public double quantile(double share) {
    return histogram.getValueAtPercentile(100 * share) / MICROS;
  }

  public double mean() {
    return histogram.getMean() / MICROS;
  }
}
