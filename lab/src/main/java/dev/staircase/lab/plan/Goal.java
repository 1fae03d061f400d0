package dev.staircase.lab.plan;

import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.fleet.Arrivals;
import dev.staircase.lab.fleet.Extent;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.FleetFile;
import dev.staircase.lab.measure.Slo;
import java.util.List;

/// What a plan is wanted for.
///
/// @param fleet with the load that it is to bear; its numbers of replicas play no part
/// @param slo what is promised to every question
/// @param paces of the staircase, of [FleetFile#PACES]
/// @param layouts of the staircase
/// @param answers the least that a simulation measures
public record Goal(
    Fleet fleet, Slo slo, List<String> paces, List<Layout> layouts, int answers, long seed) {
  private static final double MS_PER_S = 1_000;
  private static final double FILLING = 2;
  private static final double LASTING = 2;
  private static final int SURER = 2;
  private static final int SHORTER = 5;
  private static final int WARM_SHARE = 4;

  public Goal {
    paces = List.copyOf(paces);
    layouts = List.copyOf(layouts);
    if (paces.isEmpty() || layouts.isEmpty() || slo.terms().isEmpty()) {
      throw new IllegalArgumentException(
          "expected an objective, a pace and a layout, found %d terms, %d paces and %d layouts"
              .formatted(slo.terms().size(), paces.size(), layouts.size()));
    }
    for (String pace : paces) {
      if (!FleetFile.PACES.containsKey(pace)) {
        throw new IllegalArgumentException(
            "expected paces of paper, eager, balanced and careful, found '%s'".formatted(pace));
      }
    }
  }

  /// The same load, at another rate.
  public Goal at(double perSecond) {
    return new Goal(Rates.at(fleet, perSecond), slo, paces, layouts, answers, seed);
  }

  /// Questions a second.
  public double perSecond() {
    return Rates.perSecond(fleet.load().arrivals());
  }

  List<Way> ways() {
    return Way.all(paces, layouts);
  }

  /// How much of a load is simulated: enough before what is measured to fill the fleet, and twice
  /// as long as an answer takes at least, so that a line that grows is seen to grow.
  ///
  /// @param e2eMs what an answer takes on an idle fleet
  Extent extent(Fleet loaded, double e2eMs) {
    if (loaded.load().arrivals() instanceof Arrivals.Trace(var ms)) {
      int warm = ms.size() / WARM_SHARE;
      return extent(ms.size() - warm, warm, seed);
    }
    double together = Rates.perSecond(loaded.load().arrivals()) * e2eMs / MS_PER_S;
    return extent(
        (int) Math.max(answers, Math.ceil(LASTING * together)),
        (int) Math.ceil(FILLING * together),
        seed);
  }

  /// Another chance, and more answers.
  static Extent surer(Extent extent) {
    return extent(extent.answers() * SURER, extent.warmUp(), extent.seed() + 1);
  }

  /// A short look.
  static Extent brief(Extent extent) {
    return extent(
        Math.ceilDiv(extent.answers(), SHORTER), extent.warmUp() / SHORTER, extent.seed());
  }

  private static Extent extent(int measured, int warmUp, long seed) {
    return new Extent(measured, warmUp, 1, Extent.of(measured, seed).places(), seed);
  }
}
