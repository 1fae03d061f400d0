package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Extent;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.Strategy;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.plan.Search.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds how large a fleet has to be: the cheapest for each way of answering, and what staircase
/// costs and gives beside serial.
public final class Planner {
  private final Trials trials;
  private final Goal goal;
  private final Map<Way, Idle> idle = new LinkedHashMap<>();
  private final List<Point> tried = new ArrayList<>();

  private Planner(Trials trials, Goal goal) {
    this.trials = trials;
    this.goal = goal;
  }

  /// Plans.
  ///
  /// @param threads how many simulations run at a time; changes nothing else
  /// @throws IllegalArgumentException where the load has no rate
  public static Outlook plan(Goal goal, int threads, Progress progress)
      throws InterruptedException {
    try (Trials trials = new Trials(threads, progress)) {
      return new Planner(trials, goal).outlook();
    }
  }

  private Outlook outlook() throws InterruptedException {
    List<Way> ways = goal.ways();
    trials.expect(ways.size() * (Search.USUAL + 1) + 4 * Sweep.PARTS.size());
    for (Idle one : trials.all(ways.stream().map(this::idling).toList())) {
      idle.put(one.way(), one);
    }
    Slo slo = Objectives.bounded(goal.slo(), points(way -> true));
    List<Found> found = searched(slo, ways);
    List<Choice> choices = choices(slo, found);
    Way staircase =
        choices.stream()
            .map(Choice::way)
            .filter(way -> way.strategy() == Strategy.STAIRCASE)
            .findFirst()
            .orElseThrow();
    Comparison comparison = compared(slo, choices, staircase);
    return new Outlook(
        goal, slo, choices, found.stream().map(this::row).toList(), List.copyOf(tried), comparison);
  }

  private Callable<Idle> idling(Way way) {
    return () -> Idle.of(trials, goal, way);
  }

  private List<Point> points(Predicate<Way> wanted) {
    return idle.values().stream().filter(one -> wanted.test(one.way())).map(Idle::point).toList();
  }

  private Idle idle(Way way) {
    return Objects.requireNonNull(idle.get(way));
  }

  private Extent extent(Way way) {
    return goal.extent(goal.fleet(), idle(way).point().e2eP50Ms());
  }

  private Search search(Slo slo, Way way) {
    return new Search(trials, way, goal.fleet(), slo, extent(way));
  }

  /// Searches in each way that an idle fleet can meet the objective in; by staircase at the fleet's
  /// own pace and layout first, and in the others for what is cheaper.
  private List<Found> searched(Slo slo, List<Way> ways) throws InterruptedException {
    Map<Way, Found> found = new LinkedHashMap<>();
    ways.forEach(way -> found.put(way, new Found(way, List.of(), null, List.of())));
    List<Way> able =
        ways.stream()
            .filter(way -> slo.terms().stream().allMatch(idle(way).point()::keeps))
            .toList();
    trials.expect(-Search.USUAL * (ways.size() - able.size()));
    Way first =
        able.stream()
            .filter(way -> way.strategy() == Strategy.STAIRCASE)
            .max(Comparator.comparing(way -> way.on(goal.fleet()).equals(goal.fleet())))
            .orElse(null);
    Predicate<Way> early = way -> way.strategy() != Strategy.STAIRCASE || way.equals(first);
    search(slo, able.stream().filter(early).toList(), null, found);
    List<Integer> guess =
        first == null ? null : Objects.requireNonNull(found.get(first)).replicas();
    search(slo, able.stream().filter(early.negate()).toList(), guess, found);
    return List.copyOf(found.values());
  }

  private void search(Slo slo, List<Way> ways, @Nullable List<Integer> guess, Map<Way, Found> found)
      throws InterruptedException {
    List<Callable<Found>> tasks = new ArrayList<>();
    for (Way way : ways) {
      Search search = search(slo, way);
      tasks.add(guess == null ? () -> search.from(start(way)) : () -> search.within(guess));
    }
    for (Found one : trials.all(tasks)) {
      found.put(one.way(), one);
      tried.addAll(one.tried());
      trials.expect(one.tried().size() - Search.USUAL);
    }
  }

  private List<Integer> start(Way way) {
    return idle(way).start(Group.of(goal.fleet(), way.strategy()), goal.perSecond());
  }

  private List<Choice> choices(Slo slo, List<Found> found) throws InterruptedException {
    List<Callable<Choice>> tasks = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      List<Found> own = found.stream().filter(one -> one.way().strategy() == strategy).toList();
      if (!own.isEmpty()) {
        tasks.add(() -> choice(slo, own));
      }
    }
    return trials.all(tasks).stream().sorted(Comparator.comparingDouble(Choice::usd)).toList();
  }

  private Choice choice(Slo slo, List<Found> found) throws InterruptedException {
    Confirmation confirmation = new Confirmation(trials);
    for (Found one : found) {
      if (one.plan() != null) {
        confirmation.add(search(slo, one.way()), extent(one.way()), one.replicas());
      }
    }
    Plan plan = confirmation.cheapest();
    Point closest =
        found.stream()
            .map(this::closest)
            .min(Comparator.comparingDouble(Point::excess))
            .orElseThrow();
    return new Choice(plan == null ? closest.way() : plan.point().way(), plan, closest);
  }

  private Point closest(Found found) {
    return found.tried().stream()
        .min(Comparator.comparingDouble(Point::excess))
        .orElse(idle(found.way()).point());
  }

  private Row row(Found found) {
    return new Row(found.way(), found.plan(), closest(found), idle(found.way()).point());
  }

  private Comparison compared(Slo slo, List<Choice> choices, Way staircase)
      throws InterruptedException {
    List<Way> both = List.of(Way.SERIAL, staircase);
    Slo shared = Objectives.shared(slo, points(both::contains));
    List<Plan> plans = new ArrayList<>();
    List<Found> found = new ArrayList<>();
    if (!shared.equals(slo)) {
      trials.expect(2 * Search.USUAL);
      found.addAll(trials.all(both.stream().map(way -> searching(shared, way, choices)).toList()));
      found.forEach(one -> tried.addAll(one.tried()));
    }
    for (Choice choice : found.isEmpty() ? choices : choices(shared, found)) {
      if (both.contains(choice.way()) && choice.plan() != null) {
        plans.add(choice.plan());
      }
    }
    return new Comparison(shared, plans, sweeps(shared, plans, both));
  }

  /// A search that begins at the fleet that was chosen for another objective, if one was.
  private Callable<Found> searching(Slo slo, Way way, List<Choice> choices) {
    Search search = search(slo, way);
    List<Integer> start =
        choices.stream()
            .filter(choice -> choice.way().equals(way))
            .map(Choice::plan)
            .filter(Objects::nonNull)
            .map(plan -> search.replicas(plan.point()))
            .findFirst()
            .orElseGet(() -> start(way));
    return () -> search.from(start);
  }

  /// Both ways on the fleet of each plan, at each rate.
  private List<Sweep> sweeps(Slo slo, List<Plan> plans, List<Way> both)
      throws InterruptedException {
    List<Callable<Point>> tasks = new ArrayList<>();
    for (Plan plan : plans) {
      for (Way way : both) {
        Sweep.PARTS.forEach(part -> tasks.add(() -> swept(slo, plan.point(), way, part)));
      }
    }
    List<Point> points = trials.all(tasks);
    List<Sweep> sweeps = new ArrayList<>();
    int rates = Sweep.PARTS.size();
    for (Plan plan : plans) {
      int from = 2 * rates * sweeps.size();
      sweeps.add(
          new Sweep(
              plan.point().way(),
              points.subList(from, from + rates),
              points.subList(from + rates, from + 2 * rates)));
    }
    return sweeps;
  }

  private Point swept(Slo slo, Point plan, Way way, double part) throws InterruptedException {
    Fleet sized =
        goal.fleet()
            .withReplicas(model -> Objects.requireNonNull(plan.replicas().get(model.name())));
    Fleet fleet = Rates.at(sized, part * goal.perSecond());
    return trials.run(new Trial(way, fleet, slo, goal.extent(fleet, idle(way).point().e2eP50Ms())));
  }
}
