package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import java.util.List;
import java.util.function.Function;

/// What is simulated: the engine, or an engine with a bug planted in it.
interface Driver {
  /// The engine as it is.
  Function<Plan, Driver> ENGINE = plan -> new Engine(plan)::on;

  List<Effect> on(Event event);
}
