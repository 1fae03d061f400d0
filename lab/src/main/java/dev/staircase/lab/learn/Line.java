package dev.staircase.lab.learn;

import dev.staircase.lab.measure.Quantiles;
import java.util.Arrays;

/// A straight line through points of which some may be far off: its slope is the median of the
/// slopes between pairs of points (Theil and Sen), its base the median of what is left, so that a
/// quarter of the points may be anywhere.
///
/// The slope is 0 where the points can't tell it: where there are few of them, where they differ
/// too little in x, or where x makes no more difference than chance does.
///
/// @param spread how far the middle half of the points lies apart around the line, in y
record Line(double base, double slope, double spread) {
  private static final int FEWEST = 4;

  /// Of more points, as many evenly chosen ones are paired.
  private static final int MOST = 1_000;

  /// Points that differ by less than this share of their mean in x say nothing of the slope.
  private static final double LEAST_SPREAD = 0.1;

  /// Pairs closer than this share of all x are left out: what chance does counts most in them.
  private static final double LEAST_APART = 0.25;

  /// @param x of the same number as y, at least one
  static Line through(double[] x, double[] y) {
    double slope = slope(x, y);
    Line line = with(slope, x, y);
    double range = range(x);
    return slope * range > line.spread ? line : with(0, x, y);
  }

  private static Line with(double slope, double[] x, double[] y) {
    double[] rest = new double[y.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = y[i] - slope * x[i];
    }
    double base = Quantiles.median(rest);
    Arrays.sort(rest);
    return new Line(base, slope, Quantiles.of(rest, 0.75) - Quantiles.of(rest, 0.25));
  }

  private static double slope(double[] x, double[] y) {
    double range = range(x);
    double mean = Arrays.stream(x).average().orElse(0);
    if (x.length < FEWEST || range <= LEAST_SPREAD * mean) {
      return 0;
    }
    int step = (x.length + MOST - 1) / MOST;
    int count = (x.length + step - 1) / step;
    double[] slopes = new double[count * (count - 1) / 2];
    int found = 0;
    for (int i = 0; i < x.length; i += step) {
      for (int j = i + step; j < x.length; j += step) {
        if (Math.abs(x[j] - x[i]) >= LEAST_APART * range) {
          slopes[found++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    return found == 0 ? 0 : Math.max(0, Quantiles.median(Arrays.copyOf(slopes, found)));
  }

  private static double range(double[] x) {
    return Arrays.stream(x).max().orElse(0) - Arrays.stream(x).min().orElse(0);
  }
}
