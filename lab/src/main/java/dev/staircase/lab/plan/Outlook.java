package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Strategy;
import dev.staircase.lab.measure.Slo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a plan came to.
///
/// @param slo what was planned for: the goal's, with an end to waiting where it has none
/// @param choices of each strategy, the cheapest first
/// @param rows every way of answering
/// @param tried every fleet that was simulated on the way, at the goal's rate
public record Outlook(
    Goal goal,
    Slo slo,
    List<Choice> choices,
    List<Row> rows,
    List<Point> tried,
    Comparison comparison) {
  /// The fleets of a strategy for which no other is both cheaper and sooner to the first text, the
  /// cheapest first.
  public List<Point> frontier(Strategy strategy) {
    Stream<Point> own = tried.stream().filter(point -> point.way().strategy() == strategy);
    List<Point> frontier = new ArrayList<>();
    double soonest = Double.POSITIVE_INFINITY;
    for (Point point :
        own.sorted(
                Comparator.comparingDouble(Point::usdPerHour).thenComparingDouble(Point::ttftP95Ms))
            .toList()) {
      if (point.ttftP95Ms() < soonest) {
        soonest = point.ttftP95Ms();
        frontier.add(point);
      }
    }
    return frontier;
  }

  /// Whether any strategy has a plan.
  public boolean isMet() {
    return choices.stream().anyMatch(choice -> choice.plan() != null);
  }

  /// Why a way has no plan.
  String without(Row row) {
    if (row.idle().reached().stream().anyMatch(reached -> !reached.met())) {
      return "an idle fleet misses the objective";
    }
    boolean dearer =
        rows.stream()
            .filter(other -> other.way().strategy() == row.way().strategy())
            .anyMatch(other -> other.plan() != null);
    return dearer
        ? "no plan found for the money of another pace or layout"
        : "no number of replicas found";
  }
}
