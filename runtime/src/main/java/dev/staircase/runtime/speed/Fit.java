package dev.staircase.runtime.speed;

/// A straight line through samples of which the younger count for more: each new one takes an
/// eighth root of a half off the weight of all before it, so that the last eight make up half.
///
/// A sample that is more than four times off the line counts as four times off: one stall says
/// little, a lasting change still comes through.
final class Fit {
  private static final double DECAY = Math.pow(0.5, 1 / 8.0);
  private static final double MOST_OFF = 4;
  private static final double SETTLED = 2;

  /// A slope is told from samples that differ by more than a tenth of their mean, else it is noise.
  private static final double SPREAD = 0.1;

  private double weight;
  private double x;
  private double y;
  private double xx;
  private double xy;

  void add(double atX, double value) {
    double expected = at(atX);
    double taken =
        weight < SETTLED || expected <= 0
            ? value
            : Math.clamp(value, expected / MOST_OFF, expected * MOST_OFF);
    weight = DECAY * weight + 1;
    x = DECAY * x + atX;
    y = DECAY * y + taken;
    xx = DECAY * xx + atX * atX;
    xy = DECAY * xy + atX * taken;
  }

  boolean empty() {
    return weight == 0;
  }

  /// The value of the line at a place.
  double at(double atX) {
    return base() + slope() * atX;
  }

  /// What each unit of x adds, 0 or more.
  double slope() {
    if (empty()) {
      return 0;
    }
    double mean = x / weight;
    double variance = xx / weight - mean * mean;
    double spread = SPREAD * mean;
    if (variance <= spread * spread) {
      return 0;
    }
    double slope = (xy / weight - mean * y / weight) / variance;
    double throughOrigin = xx == 0 ? 0 : xy / xx;
    return Math.clamp(slope, 0, throughOrigin);
  }

  /// The value at 0, 0 or more.
  double base() {
    return empty() ? 0 : Math.max(0, (y - slope() * x) / weight);
  }
}
