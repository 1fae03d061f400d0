package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Extent;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.Result;
import dev.staircase.lab.fleet.Simulation;
import dev.staircase.lab.measure.Slo;

/// One simulation: all that decides what it comes to.
///
/// @param fleet with its load and numbers of replicas
record Trial(Way way, Fleet fleet, Slo slo, Extent extent) {
  Point run() throws InterruptedException {
    Result result = Simulation.run(way.on(fleet), way.strategy(), slo, extent);
    return Point.of(this, result);
  }
}
