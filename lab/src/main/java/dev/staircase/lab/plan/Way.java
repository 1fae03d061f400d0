package dev.staircase.lab.plan;

import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.FleetFile;
import dev.staircase.lab.fleet.Strategy;
import dev.staircase.lab.fleet.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A way to answer: what a plan chooses besides numbers of replicas.
///
/// @param pace of the staircase, by its name; empty for the others
/// @param layout of the staircase; all the same to the others
public record Way(Strategy strategy, String pace, Layout layout) {
  static final Way SINGLE = new Way(Strategy.SINGLE, "", Layout.GROUPED);
  static final Way SERIAL = new Way(Strategy.SERIAL, "", Layout.GROUPED);

  /// All ways: one model alone, serially, and by staircase at each pace in each layout.
  ///
  /// @param paces of [FleetFile#PACES]
  static List<Way> all(List<String> paces, List<Layout> layouts) {
    List<Way> ways = new ArrayList<>(List.of(SINGLE, SERIAL));
    for (String pace : paces) {
      layouts.forEach(layout -> ways.add(new Way(Strategy.STAIRCASE, pace, layout)));
    }
    return ways;
  }

  /// The fleet that answers so.
  Fleet on(Fleet fleet) {
    if (strategy != Strategy.STAIRCASE) {
      return fleet;
    }
    Team team = fleet.team();
    var kept = Objects.requireNonNull(FleetFile.PACES.get(pace), pace);
    return new Fleet(
        fleet.models(), new Team(team.proposers(), team.aggregator(), layout, kept), fleet.load());
  }

  /// What people call it.
  public String label() {
    String name = FleetFile.words(strategy);
    return strategy == Strategy.STAIRCASE
        ? "%s %s %s".formatted(name, pace, FleetFile.words(layout))
        : name;
  }
}
