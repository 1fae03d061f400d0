package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Extent;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.measure.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Searches the cheapest fleet that meets an objective in one way of answering.
///
/// All numbers together are raised, or lowered, to the least that suffices. Then each is lowered as
/// far as it goes, those of the dearest models first. Then one more of one is tried for so many
/// fewer of another that it is cheaper. At the end nothing can be taken away, and no such exchange
/// is left.
final class Search {
  /// How many simulations one takes, about.
  static final int USUAL = 10;

  private static final double STEP = 1.15;
  private static final double HOPELESS = 1.15;

  /// What exchanging a replica may win.
  private static final double NEAR = 1.05;

  private static final int MOST_STEPS = 32;

  private final Trials trials;
  private final Way way;
  private final Fleet fleet;
  private final Slo slo;
  private final Extent extent;
  private final List<Group> groups;
  private final List<Point> tried = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();

  Search(Trials trials, Way way, Fleet fleet, Slo slo, Extent extent) {
    this.trials = trials;
    this.way = way;
    this.fleet = fleet;
    this.slo = slo;
    this.extent = extent;
    this.groups = Group.of(fleet, way.strategy());
  }

  /// What a search came to.
  ///
  /// @param plan null where no number of replicas sufficed
  /// @param tried every fleet that was simulated
  record Found(Way way, List<Integer> replicas, @Nullable Point plan, List<Point> tried) {}

  /// @param start a guess, for each group
  Found from(List<Integer> start) throws InterruptedException {
    int steps = Least.of(0, -MOST_STEPS, MOST_STEPS, enough(number -> scaled(start, number)));
    if (steps > MOST_STEPS) {
      return new Found(way, scaled(start, MOST_STEPS), null, tried);
    }
    return settled(scaled(start, steps));
  }

  /// Searches no dearer fleets than a given one, and none where neither that one nor an exchange of
  /// its replicas suffices. What misses by far while the fleet still fills is not looked at again.
  Found within(List<Integer> most) throws InterruptedException {
    if (trials.run(trial(most, Goal.brief(extent))).excess() > HOPELESS
        || point(most).excess() > NEAR) {
      return new Found(way, most, null, tried);
    }
    List<Integer> other = point(most).meets() ? most : exchanged(most);
    return point(other).meets() ? settled(other) : new Found(way, most, null, tried);
  }

  private Found settled(List<Integer> enough) throws InterruptedException {
    List<Integer> replicas = lowered(enough);
    for (List<Integer> other = exchanged(replicas);
        !other.equals(replicas);
        other = exchanged(replicas)) {
      replicas = lowered(other);
    }
    return new Found(way, replicas, point(replicas), tried);
  }

  private Least.Enough enough(IntFunction<List<Integer>> replicas) {
    return new Least.Enough() {
      @Override
      public boolean is(int number) throws InterruptedException {
        return point(replicas.apply(number)).meets();
      }

      @Override
      public void maybe(int number) {
        int now = asked.get();
        trials.ahead(trial(replicas.apply(number), extent), () -> asked.get() <= now + 1);
      }
    };
  }

  private Point point(List<Integer> replicas) throws InterruptedException {
    asked.incrementAndGet();
    Point point = trials.run(trial(replicas, extent));
    if (!tried.contains(point)) {
      tried.add(point);
    }
    return point;
  }

  /// The simulation of such a fleet.
  Trial trial(List<Integer> replicas, Extent wanted) {
    Map<String, Integer> byModel = Group.byModel(groups, replicas);
    Fleet sized = fleet.withReplicas(model -> byModel.getOrDefault(model.name(), 1));
    return new Trial(way, sized, slo, wanted);
  }

  private static List<Integer> scaled(List<Integer> start, int steps) {
    double factor = Math.pow(STEP, steps);
    return start.stream().map(number -> (int) Math.ceil(number * factor - 1e-9)).toList();
  }

  private List<Integer> lowered(List<Integer> enough) throws InterruptedException {
    List<Integer> replicas = enough;
    for (int i = 0; i < groups.size(); i++) {
      int group = i;
      List<Integer> others = replicas;
      int most = others.get(group);
      int least = Least.of(most, 1, most, enough(number -> with(others, group, number)));
      replicas = with(others, group, Math.min(least, most));
    }
    return replicas;
  }

  /// One more of a group and fewer of another, where that is cheaper and enough; else the same.
  private List<Integer> exchanged(List<Integer> replicas) throws InterruptedException {
    for (int more = 0; more < groups.size(); more++) {
      for (int fewer = 0; fewer < groups.size(); fewer++) {
        List<Integer> other = exchanged(replicas, more, fewer);
        if (other != null && point(other).meets()) {
          return other;
        }
      }
    }
    return replicas;
  }

  private @Nullable List<Integer> exchanged(List<Integer> replicas, int more, int fewer) {
    double saved = groups.get(fewer).usdPerHour();
    if (more == fewer || saved == 0) {
      return null;
    }
    int left = replicas.get(fewer) - (int) Math.floor(groups.get(more).usdPerHour() / saved) - 1;
    return left < 1 ? null : with(with(replicas, more, replicas.get(more) + 1), fewer, left);
  }

  private static List<Integer> with(List<Integer> replicas, int group, int number) {
    List<Integer> changed = new ArrayList<>(replicas);
    changed.set(group, number);
    return List.copyOf(changed);
  }

  /// How many replicas each group had.
  List<Integer> replicas(Point point) {
    return groups.stream()
        .map(
            group -> Objects.requireNonNull(point.replicas().get(group.models().getFirst().name())))
        .toList();
  }

  /// What so many replicas of each group cost.
  double usdPerHour(List<Integer> replicas) {
    double usd = 0;
    for (int i = 0; i < groups.size(); i++) {
      usd += replicas.get(i) * groups.get(i).usdPerHour();
    }
    return usd;
  }

  /// One replica more of each group in turn.
  List<List<Integer>> larger(List<Integer> replicas) {
    List<List<Integer>> larger = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      larger.add(with(replicas, i, replicas.get(i) + 1));
    }
    return larger;
  }
}
