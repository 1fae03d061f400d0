package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Result;
import dev.staircase.lab.fleet.Sketch;
import dev.staircase.lab.measure.Slo;

/// What a term of an objective came to, with a 95 % interval of its quantile by ranks.
///
/// Answers under way together wait for each other, and the interval takes them for independent: it
/// is the least that chance does, not the most.
public record Reached(Slo.Term term, double ms, double lowMs, double highMs) {
  private static final double Z = 1.96;

  static Reached of(Slo.Term term, Result result) {
    Sketch sketch = result.of(term.figure());
    double share = term.share();
    double error = Z * Math.sqrt(share * (1 - share) / Math.max(1, sketch.count()));
    return new Reached(
        term,
        sketch.quantile(share),
        sketch.quantile(Math.max(0, share - error)),
        sketch.quantile(Math.min(1, share + error)));
  }

  /// Whether it is below its limit.
  public boolean met() {
    return ms < term.limitMs();
  }
}
