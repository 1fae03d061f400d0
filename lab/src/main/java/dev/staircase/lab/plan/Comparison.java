package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Strategy;
import dev.staircase.lab.measure.Slo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Staircase beside serial: what each needs for an objective that both can meet, and both on the
/// same fleets from light load to too much.
///
/// @param shared the objective; that of the plan where serial can meet it
/// @param plans for it, the cheapest first
/// @param sweeps one for the fleet of each plan
public record Comparison(Slo shared, List<Plan> plans, List<Sweep> sweeps) {
  /// The plan of a strategy; null where none was found.
  @Nullable Point of(Strategy strategy) {
    for (Plan plan : plans) {
      if (plan.point().way().strategy() == strategy) {
        return plan.point();
      }
    }
    return null;
  }
}
