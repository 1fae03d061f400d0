package dev.staircase.lab.plan;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.fleet.Arrivals;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.Length;
import dev.staircase.lab.fleet.Load;
import dev.staircase.lab.fleet.Serving;
import dev.staircase.lab.fleet.Serving.Routing;
import dev.staircase.lab.fleet.Team;
import dev.staircase.lab.measure.Slo;
import java.util.List;

/// Small fleets of which all can be computed: a replica serves one call at a time, prompts are read
/// at once, a token takes 10 ms, and questions come in exact time.
final class Small {
  static final int TOKENS = 50;
  static final int SLOTS = 1;

  private Small() {}

  static Serving serving(String name, double usd) {
    return new Serving(
        name,
        1,
        Double.POSITIVE_INFINITY,
        10,
        10,
        0,
        0,
        SLOTS,
        1_000_000,
        true,
        Routing.LEAST_LOADED,
        0,
        0,
        0,
        usd);
  }

  /// Two proposers of one kind, and a dearer writer.
  static Fleet fleet(double perSecond) {
    Load load =
        new Load(
            new Arrivals.Bursts(1_000 / perSecond, 1),
            new Length.Fixed(40),
            new Length.Fixed(TOKENS),
            new Length.Fixed(TOKENS));
    Team team = new Team(List.of("local/a", "local/b"), "local/w", Layout.APPENDED, Pace.BALANCED);
    return new Fleet(
        List.of(serving("local/a", 1), serving("local/b", 1), serving("local/w", 3)), team, load);
  }

  static Goal goal(double perSecond, String slo) {
    return new Goal(
        fleet(perSecond), Slo.parse(slo), List.of("balanced"), List.of(Layout.APPENDED), 100, 1);
  }

  static Outlook plan(Goal goal, int threads) throws InterruptedException {
    return Planner.plan(goal, threads, (done, expected) -> {});
  }
}
