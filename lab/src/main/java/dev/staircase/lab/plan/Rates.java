package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Arrivals;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.Load;

/// How many questions a load brings a second, and the same load at another rate.
final class Rates {
  private static final double MS_PER_S = 1_000;

  private Rates() {}

  /// The mean rate.
  static double perSecond(Arrivals arrivals) {
    return switch (arrivals) {
      case Arrivals.Poisson(double perSecond) -> perSecond;
      case Arrivals.Bursts(double everyMs, int size) -> size * MS_PER_S / everyMs;
      case Arrivals.Trace(var ms) -> {
        if (ms.size() < 2 || ms.getLast() <= 0) {
          throw new IllegalArgumentException(
              "expected times of arrival over more than 0 ms, found %d".formatted(ms.size()));
        }
        yield ms.size() * MS_PER_S / ms.getLast();
      }
    };
  }

  /// The same load, its times pulled together or apart.
  static Fleet at(Fleet fleet, double perSecond) {
    Load load = fleet.load();
    double factor = perSecond / perSecond(load.arrivals());
    Arrivals arrivals =
        switch (load.arrivals()) {
          case Arrivals.Poisson poisson -> new Arrivals.Poisson(perSecond);
          case Arrivals.Bursts(double everyMs, int size) ->
              new Arrivals.Bursts(everyMs / factor, size);
          case Arrivals.Trace(var ms) ->
              new Arrivals.Trace(ms.stream().map(at -> at / factor).toList());
        };
    return new Fleet(
        fleet.models(),
        fleet.team(),
        new Load(arrivals, load.prompt(), load.proposal(), load.answer()));
  }
}
