package dev.staircase.lab.plan;

import org.jspecify.annotations.Nullable;

/// What is best for a strategy.
///
/// @param way of the plan; where there is none, that which comes closest
/// @param plan null where nothing meets the objective
/// @param closest what came closest to the objective
public record Choice(Way way, @Nullable Plan plan, Point closest) {
  /// What the plan costs an hour; infinite where there is none.
  double usd() {
    return plan == null ? Double.POSITIVE_INFINITY : plan.point().usdPerHour();
  }
}
