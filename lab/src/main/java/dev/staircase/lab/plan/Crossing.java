package dev.staircase.lab.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where, as the rate rises, staircase falls behind serial, and where it comes to be ahead again.
///
/// @param behindFirst whether it is behind at the lowest rate
/// @param perSecond the rates at which that changes, in ascending order, between two simulated ones
public record Crossing(Measure measure, boolean behindFirst, List<Double> perSecond) {
  /// @param serial at rates in ascending order
  /// @param staircase at the same
  static Crossing of(Measure measure, List<Point> serial, List<Point> staircase) {
    List<Double> changes = new ArrayList<>();
    for (int i = 1; i < serial.size(); i++) {
      double before = measure.behind(serial.get(i - 1), staircase.get(i - 1));
      double after = measure.behind(serial.get(i), staircase.get(i));
      if (before > 0 != after > 0) {
        double from = serial.get(i - 1).perSecond();
        double to = serial.get(i).perSecond();
        changes.add(from + (to - from) * Math.abs(before) / (Math.abs(before) + Math.abs(after)));
      }
    }
    return new Crossing(
        measure, measure.behind(serial.getFirst(), staircase.getFirst()) > 0, List.copyOf(changes));
  }

  /// In a sentence's part, such as `ahead up to about 38/s, behind beyond`.
  public String words() {
    if (perSecond.isEmpty()) {
      return behindFirst ? "behind at every rate" : "not behind at any rate";
    }
    StringBuilder words = new StringBuilder();
    boolean behind = behindFirst;
    for (double at : perSecond) {
      words
          .append(behind ? "behind" : "ahead")
          .append(String.format(Locale.ROOT, " up to about %s/s, ", rate(at)));
      behind = !behind;
    }
    return words.append(behind ? "behind" : "ahead").append(" beyond").toString();
  }

  /// A rate, to two digits.
  static String rate(double perSecond) {
    return perSecond >= 10
        ? String.format(Locale.ROOT, "%.0f", perSecond)
        : String.format(Locale.ROOT, "%.2g", perSecond);
  }
}
