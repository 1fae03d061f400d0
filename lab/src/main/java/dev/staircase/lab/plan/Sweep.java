package dev.staircase.lab.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// One fleet from light load to too much of it, answering serially and by staircase.
///
/// @param plan whose fleet it is
/// @param serial at each rate, in ascending order
/// @param staircase at the same rates
public record Sweep(Way plan, List<Point> serial, List<Point> staircase) {
  /// The rates, as parts of that which was planned for.
  static final List<Double> PARTS = List.of(0.25, 0.5, 0.75, 1.0, 1.3);

  /// Where staircase falls behind in each figure.
  public List<Crossing> crossings() {
    return Arrays.stream(Measure.values())
        .map(measure -> Crossing.of(measure, serial, staircase))
        .toList();
  }

  /// The fleet: how many replicas each model has.
  public Map<String, Integer> replicas() {
    return serial.getFirst().replicas();
  }
}
