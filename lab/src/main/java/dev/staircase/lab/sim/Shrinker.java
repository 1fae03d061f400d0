package dev.staircase.lab.sim;

import dev.staircase.core.chat.Message;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes a scenario that violates an invariant smaller as long as it still does: fewer agents,
/// fewer faults, shorter texts, simpler models and paces. Greedy: the first change that keeps the
/// violation is taken.
final class Shrinker {
  private static final int MOST_RUNS = 2_000;

  private final Function<Plan, Driver> drivers;
  private final String invariant;
  private int runs;

  Shrinker(Function<Plan, Driver> drivers, String invariant) {
    this.drivers = drivers;
    this.invariant = invariant;
  }

  Scenario smallest(Scenario failing) {
    Scenario smallest = failing;
    Scenario next = smaller(smallest);
    while (next != null) {
      smallest = next;
      next = smaller(smallest);
    }
    return smallest;
  }

  private @Nullable Scenario smaller(Scenario scenario) {
    for (Scenario candidate : candidates(scenario)) {
      if (!candidate.equals(scenario) && ++runs <= MOST_RUNS && fails(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private boolean fails(Scenario scenario) {
    World.Violation violation = Simulation.one(scenario, drivers).run().violation();
    return violation != null && violation.invariant().equals(invariant);
  }

  private static List<Scenario> candidates(Scenario scenario) {
    List<Scenario> candidates = new ArrayList<>();
    List<Actor> actors = scenario.actors();
    for (int i = 0; i < actors.size() - 1; i++) {
      candidates.add(without(scenario, i));
    }
    candidates.add(new Scenario(scenario.plan(), actors, -1, scenario.seed(), scenario.ties()));
    for (int i = 0; i < actors.size(); i++) {
      for (Actor simpler : simpler(actors.get(i))) {
        List<Actor> changed = new ArrayList<>(actors);
        changed.set(i, simpler);
        candidates.add(
            new Scenario(
                scenario.plan(),
                changed,
                scenario.goneAtMicros(),
                scenario.seed(),
                scenario.ties()));
      }
    }
    for (Plan simpler : simpler(scenario.plan())) {
      candidates.add(
          new Scenario(simpler, actors, scenario.goneAtMicros(), scenario.seed(), scenario.ties()));
    }
    return candidates;
  }

  private static Scenario without(Scenario scenario, int gone) {
    List<Agent> old = scenario.plan().topology().agents();
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      if (i == gone) {
        continue;
      }
      IntStream reads =
          old.get(i).reads().stream()
              .flatMap(source ->
                  source == gone ? old.get(gone).reads().stream() : List.of(source).stream())
              .distinct()
              .sorted()
              .mapToInt(source -> source > gone ? source - 1 : source);
      agents.add(old.get(i).reading(reads.boxed().toList()));
    }
    List<Actor> actors = new ArrayList<>(scenario.actors());
    actors.remove(gone);
    Plan plan = scenario.plan();
    Plan smaller =
        Plan.of(
            new Topology(agents),
            plan.pace(),
            plan.layout(),
            plan.conversation(),
            plan.fence(),
            plan.limits());
    return new Scenario(smaller, actors, scenario.goneAtMicros(), scenario.seed(), scenario.ties());
  }

  private static List<Actor> simpler(Actor actor) {
    List<Actor> simpler = new ArrayList<>();
    for (int i = 0; i < actor.faults().size(); i++) {
      List<Fault> faults = new ArrayList<>(actor.faults());
      faults.set(i, Fault.NONE);
      simpler.add(actor.with(faults));
    }
    simpler.add(actor.with(actor.text(), Actor.Manner.CONTINUES));
    simpler.add(actor.steady());
    int half = actor.text().length() / 2;
    int word = actor.text().lastIndexOf(' ');
    for (int end : new int[] {actor.text().lastIndexOf(' ', half), word}) {
      if (end > 0) {
        simpler.add(actor.with(actor.text().substring(0, end), actor.manner()));
      }
    }
    return simpler;
  }

  private static List<Plan> simpler(Plan plan) {
    Pace pace = plan.pace();
    List<Pace> paces =
        List.of(
            Pace.SERIAL,
            Pace.EAGER,
            Pace.PAPER,
            pace.waiting(0, 0),
            pace.waiting(pace.quorum(), 0),
            pace.waiting(0, pace.patienceMs()));
    List<Plan> simpler = new ArrayList<>();
    for (Pace other : simplerThan(pace, paces)) {
      simpler.add(
          Plan.of(
              plan.topology(),
              other,
              plan.layout(),
              plan.conversation(),
              plan.fence(),
              plan.limits()));
    }
    List<Message> question = List.of(plan.conversation().getLast());
    simpler.add(
        Plan.of(plan.topology(), pace, plan.layout(), question, plan.fence(), plan.limits()));
    simpler.add(
        Plan.of(
            plan.topology(),
            pace,
            plan.layout(),
            plan.conversation(),
            plan.fence(),
            Limits.DEFAULT));
    return simpler;
  }

  /// Those before the pace itself, so that no change leads back.
  private static List<Pace> simplerThan(Pace pace, List<Pace> paces) {
    int at = paces.indexOf(pace);
    return at < 0 ? paces : paces.subList(0, at);
  }
}
