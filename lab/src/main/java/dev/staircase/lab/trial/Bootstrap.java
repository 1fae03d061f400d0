package dev.staircase.lab.trial;

import dev.staircase.lab.measure.Quantiles;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/// How far a median can be trusted: the percentile bootstrap (Efron 1979) over clusters.
///
/// The values of one prompt stay together, since they aren't independent; prompts are drawn with
/// replacement, as many as there are.
final class Bootstrap {
  private static final int DRAWS = 2_000;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /// An interval that holds the median in 95 % of cases.
  record Interval(double low, double high) {}

  /// The interval of the median of all values.
  ///
  /// @param clusters at least one; each of at least one value
  static Interval ofMedian(Collection<List<Double>> clusters, long seed) {
    double[][] values =
        clusters.stream()
            .map(cluster -> cluster.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    SplittableRandom random = new SplittableRandom(seed);
    double[] medians = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      medians[i] =
          Quantiles.median(
              random
                  .ints(values.length, 0, values.length)
                  .mapToObj(drawn -> values[drawn])
                  .flatMapToDouble(Arrays::stream)
                  .toArray());
    }
    Arrays.sort(medians);
    return new Interval(Quantiles.of(medians, TAIL), Quantiles.of(medians, 1 - TAIL));
  }
}
