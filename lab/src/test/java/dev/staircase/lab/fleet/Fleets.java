package dev.staircase.lab.fleet;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.fleet.Serving.Routing;
import java.util.List;
import java.util.stream.Stream;

/// Fleets for tests: three proposers' models and an aggregator's, each of a speed of its own, so
/// that no two tokens fall together.
final class Fleets {
  static final String WRITER = "local/agg";

  private Fleets() {}

  static Serving serving(String name, double readTokensPerS, double firstMs, double tokenMs) {
    return new Serving(
        name,
        1,
        readTokensPerS,
        firstMs,
        tokenMs,
        0,
        0,
        64,
        1_000_000,
        true,
        Routing.SESSION,
        0,
        0,
        0,
        2);
  }

  static List<Serving> four() {
    return List.of(
        serving("local/p1", 1_003, 41.3, 20.07),
        serving("local/p2", 911, 52.9, 21.31),
        serving("local/p3", 1_217, 47.7, 19.13),
        serving(WRITER, 1_109, 44.1, 17.77));
  }

  static Team team(Layout layout, Pace pace) {
    return new Team(List.of("local/p1", "local/p2", "local/p3"), WRITER, layout, pace);
  }

  static Fleet of(List<Serving> models, Load load) {
    return new Fleet(models, team(Layout.APPENDED, Pace.BALANCED), load);
  }

  /// The writer's model alone, for the strategy `single`.
  static Fleet alone(Serving writer, Load load) {
    return of(Stream.concat(four().subList(0, 3).stream(), Stream.of(writer)).toList(), load);
  }

  static Load load(Arrivals arrivals, int tokens) {
    return new Load(
        arrivals, new Length.Fixed(40), new Length.Fixed(tokens), new Length.Fixed(tokens));
  }
}
