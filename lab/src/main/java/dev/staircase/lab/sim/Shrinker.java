package dev.staircase.lab.sim;

import dev.staircase.core.engine.Plan;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes a scenario that violates an invariant smaller as long as it still does. Greedy: the first
/// change that keeps the violation is taken.
final class Shrinker {
  private static final int MOST_RUNS = 2_000;

  private final Function<Plan, Driver> drivers;
  private final String invariant;
  private int runs;

  Shrinker(Function<Plan, Driver> drivers, String invariant) {
    this.drivers = drivers;
    this.invariant = invariant;
  }

  Scenario smallest(Scenario failing) {
    Scenario smallest = failing;
    Scenario next = smaller(smallest);
    while (next != null) {
      smallest = next;
      next = smaller(smallest);
    }
    return smallest;
  }

  private @Nullable Scenario smaller(Scenario scenario) {
    for (Scenario candidate : Smaller.than(scenario)) {
      if (!candidate.equals(scenario) && ++runs <= MOST_RUNS && fails(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private boolean fails(Scenario scenario) {
    World.Violation violation = Simulation.one(scenario, drivers).run().violation();
    return violation != null && violation.invariant().equals(invariant);
  }
}
