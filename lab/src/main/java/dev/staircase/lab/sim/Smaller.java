package dev.staircase.lab.sim;

import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Task;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scenarios that are one change simpler than a given one: fewer agents, models and faults,
/// shorter texts, simpler manners, paces and policies. No sequence of changes leads back.
final class Smaller {
  private Smaller() {}

  static List<Scenario> than(Scenario scenario) {
    Plan plan = scenario.plan();
    List<Actor> actors = scenario.actors();
    List<Scenario> smaller = new ArrayList<>();
    for (int i = 0; i < actors.size() - 1; i++) {
      smaller.add(without(scenario, i));
    }
    smaller.add(new Scenario(plan, actors, -1, scenario.seed(), scenario.ties()));
    for (Plan simpler : plans(plan)) {
      smaller.add(with(scenario, simpler, actors));
    }
    for (int i = 0; i < actors.size(); i++) {
      for (Agent simpler : agents(plan.topology().agents().get(i))) {
        List<Agent> changed = new ArrayList<>(plan.topology().agents());
        changed.set(i, simpler);
        Topology topology = new Topology(changed, plan.topology().agreement());
        smaller.add(with(scenario, with(plan, topology, plan.paces()), actors));
      }
      for (Actor simpler : actors(actors.get(i))) {
        List<Actor> changed = new ArrayList<>(actors);
        changed.set(i, simpler);
        smaller.add(with(scenario, plan, changed));
      }
    }
    return smaller;
  }

  private static Scenario with(Scenario scenario, Plan plan, List<Actor> actors) {
    return new Scenario(plan, actors, scenario.goneAtMicros(), scenario.seed(), scenario.ties());
  }

  private static Plan with(Plan plan, Topology topology, List<Pace> paces) {
    return new Plan(
        topology,
        paces,
        plan.layout(),
        plan.conversation(),
        plan.fence(),
        plan.limits(),
        plan.recovery(),
        plan.caps());
  }

  private static Plan with(Plan plan, Limits limits, Recovery recovery, Caps caps) {
    return new Plan(
        plan.topology(),
        plan.paces(),
        plan.layout(),
        plan.conversation(),
        plan.fence(),
        limits,
        recovery,
        caps);
  }

  private static Scenario without(Scenario scenario, int gone) {
    Plan plan = scenario.plan();
    List<Agent> old = plan.topology().agents();
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      if (i != gone) {
        agents.add(without(old, old.get(i), gone));
      }
    }
    List<Actor> actors = new ArrayList<>(scenario.actors());
    actors.remove(gone);
    List<Pace> paces = new ArrayList<>(plan.paces());
    paces.remove(gone);
    Topology topology = new Topology(agents, without(plan.topology().agreement(), gone));
    return with(scenario, with(plan, topology, paces), actors);
  }

  /// An agent that reads what the one that is gone did.
  private static Agent without(List<Agent> all, Agent agent, int gone) {
    List<Integer> reads =
        agent.reads().stream()
            .flatMap(source ->
                source == gone ? all.get(gone).reads().stream() : List.of(source).stream())
            .distinct()
            .sorted()
            .map(source -> source > gone ? source - 1 : source)
            .toList();
    boolean debates = agent.task() instanceof Task.Debate;
    return (debates ? agent.doing(Task.AGGREGATE) : agent).reading(reads);
  }

  private static @Nullable Agreement without(@Nullable Agreement agreement, int gone) {
    return agreement == null
        ? null
        : new Agreement(
            agreement.rounds().stream()
                .map(round ->
                    round.stream()
                        .filter(agent -> agent != gone)
                        .map(agent -> agent > gone ? agent - 1 : agent)
                        .toList())
                .filter(round -> !round.isEmpty())
                .toList(),
            agreement.pattern());
  }

  private static List<Actor> actors(Actor actor) {
    List<Actor> simpler = new ArrayList<>();
    for (int i = 0; i < actor.faults().size(); i++) {
      List<Fault> faults = new ArrayList<>(actor.faults());
      faults.remove(i);
      simpler.add(actor.with(faults));
    }
    simpler.add(actor.with(actor.text(), Actor.Manner.CONTINUES));
    simpler.add(actor.steady());
    simpler.add(actor.withoutTools());
    int half = actor.text().length() / 2;
    int word = actor.text().lastIndexOf(' ');
    for (int end : new int[] {actor.text().lastIndexOf(' ', half), word}) {
      if (end > 0) {
        simpler.add(actor.with(actor.text().substring(0, end), actor.manner()));
      }
    }
    return simpler;
  }

  private static List<Agent> agents(Agent agent) {
    Seat first = agent.seats().getFirst();
    Seat plain = Seat.of(first.model(), first.continuation());
    List<Seat> fewer =
        agent.seats().size() == 1
            ? List.of(plain)
            : agent.seats().subList(0, agent.seats().size() - 1);
    return List.of(
        with(agent, fewer, agent.hedge(), agent.task(), agent.barrier(), agent.handOver()),
        with(agent, agent.seats(), null, agent.task(), agent.barrier(), agent.handOver()),
        agent.doing(Task.AGGREGATE),
        with(agent, agent.seats(), agent.hedge(), agent.task(), true, agent.handOver()),
        with(agent, agent.seats(), agent.hedge(), agent.task(), agent.barrier(), HandOver.TOKENS));
  }

  private static Agent with(
      Agent agent,
      List<Seat> seats,
      @Nullable Seat hedge,
      Task task,
      boolean barrier,
      HandOver handOver) {
    return new Agent(
        agent.name(),
        seats,
        hedge,
        task,
        agent.reads(),
        barrier,
        handOver,
        agent.maxTokens(),
        agent.sampling());
  }

  private static List<Plan> plans(Plan plan) {
    List<Plan> simpler = new ArrayList<>();
    Pace pace = plan.pace();
    int agents = plan.paces().size();
    List<Pace> paces =
        List.of(
            Pace.SERIAL,
            Pace.EAGER,
            Pace.PAPER,
            pace.waiting(0, 0),
            pace.waiting(pace.quorum(), 0),
            pace.waiting(0, pace.patienceMs()));
    boolean alike = plan.paces().equals(Collections.nCopies(agents, pace));
    for (Pace other : alike ? simplerThan(pace, paces) : List.of(pace)) {
      simpler.add(with(plan, plan.topology(), Collections.nCopies(agents, other)));
    }
    simpler.add(with(plan, new Topology(plan.topology().agents()), plan.paces()));
    simpler.add(
        new Plan(
            plan.topology(),
            plan.paces(),
            plan.layout(),
            List.of(plan.conversation().getLast().plain()),
            plan.fence(),
            plan.limits(),
            plan.recovery(),
            plan.caps()));
    simpler.add(with(plan, Limits.DEFAULT, plan.recovery(), plan.caps()));
    simpler.add(with(plan, plan.limits(), Recovery.NONE, plan.caps()));
    simpler.add(with(plan, plan.limits(), plan.recovery(), Caps.NONE));
    return simpler;
  }

  /// Those before the pace itself, so that no change leads back.
  private static List<Pace> simplerThan(Pace pace, List<Pace> paces) {
    int at = paces.indexOf(pace);
    return at < 0 ? paces : paces.subList(0, at);
  }
}
