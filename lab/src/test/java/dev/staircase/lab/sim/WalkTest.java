package dev.staircase.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tiny answers in every order in which their events can arrive, with all checkers.
class WalkTest {
  private static final Pace LOCK_STEP =
      new Pace(1, 1, 1, 1, 1, Pace.Showing.CHUNK, Pace.CutOver.AT_BOUND, Pace.EarlyEnd.HOLD, 0, 0);
  private static final Pace AT_ONCE =
      new Pace(1, 1, 2, 8, 0, Pace.Showing.ALL, Pace.CutOver.AT_WORD, Pace.EarlyEnd.HOLD, 0, 0);
  private static final Pace AHEAD =
      new Pace(1, 1, 2, 8, 2, Pace.Showing.ALL, Pace.CutOver.AT_WORD, Pace.EarlyEnd.ACCEPT, 0, 0);
  private static final Fault DIES = new Fault(Fault.Kind.DIES, 2);
  private static final Fault REFUSES = new Fault(Fault.Kind.REFUSES, 0);

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      for (Pace pace : List.of(LOCK_STEP, AT_ONCE, AHEAD, Pace.SERIAL)) {
        cases.add(
            walk(
                "one proposer",
                layout,
                pace,
                List.of("x\u03b10 y\u03b11 z\u03b12 x\u03b13"),
                Fault.NONE,
                false));
        cases.add(
            walk(
                "one that dies",
                layout,
                pace,
                List.of("x\u03b10 y\u03b11 z\u03b12 x\u03b13"),
                DIES,
                false));
        cases.add(
            walk("client leaves", layout, pace, List.of("x\u03b10 y\u03b11"), Fault.NONE, true));
        cases.add(
            walk(
                "two proposers",
                layout,
                pace,
                List.of("x\u03b10 y\u03b11 z\u03b12", "u\u03b20 v\u03b21 w\u03b22"),
                Fault.NONE,
                false));
        cases.add(
            walk(
                "two, one dies",
                layout,
                pace.waiting(1, 0),
                List.of("x\u03b10 y\u03b11 z\u03b12", "u\u03b20 v\u03b21 w\u03b22"),
                DIES,
                false));
        cases.add(
            walk(
                "two, one refuses",
                layout,
                pace.waiting(1, 0),
                List.of("x\u03b10 y\u03b11", "u\u03b20 v\u03b21"),
                REFUSES,
                false));
        cases.add(
            walk(
                "two, patience",
                layout,
                pace.waiting(1, 5),
                List.of("x\u03b10 y\u03b11", "u\u03b20 v\u03b21"),
                Fault.NONE,
                false));
      }
    }
    return cases.stream();
  }

  /// Ways to go on when something is wrong or dear, each in the smallest answer that shows it.
  static Stream<Arguments> policies() {
    Seat own = Seat.of("sim/own", Continuation.TRAILING_ASSISTANT);
    Seat other = Seat.of("sim/other", Continuation.NEW_TURN);
    Agent alone = agent("w");
    Agent withFallback = seated(alone, List.of(own, other), null);
    Agent hedged = seated(alone, List.of(own), other);
    Recovery retrying = new Recovery(2, 10, 1_000, 2, 0);
    Recovery hedging = new Recovery(1, 10, 1_000, 2, 5);
    Fault dead = new Fault(Fault.Kind.UNAVAILABLE, 0, Fault.EVERY, 0);
    Fault hedgeDies = new Fault(Fault.Kind.DIES, Fault.HEDGE, 0, 1);
    List<Arguments> cases = new ArrayList<>();
    for (Fault fault : List.of(REFUSES, DIES, dead, new Fault(Fault.Kind.OVERLOADED, 0))) {
      cases.add(single("retry, " + fault.kind(), alone, retrying, Caps.NONE, fault));
      cases.add(single("fallback, " + fault.kind(), withFallback, retrying, Caps.NONE, fault));
      cases.add(single("hedge, " + fault.kind(), hedged, hedging, Caps.NONE, fault));
      cases.add(
          single("hedge dies, " + fault.kind(), hedged, hedging, Caps.NONE, fault, hedgeDies));
    }
    for (Caps.AtCap atCap : Caps.AtCap.values()) {
      for (int cap = 1; cap <= 4; cap++) {
        Caps calls = new Caps(cap, 0, 0, 0, 0, atCap);
        Caps tokens = new Caps(0, 0, 2L * cap, 0, 0, atCap);
        for (Caps caps : List.of(calls, tokens)) {
          cases.add(pair("cap " + caps, true, caps, null));
        }
      }
    }
    cases.add(pair("no barrier", false, Caps.NONE, null));
    cases.add(pair("agreement", true, Caps.NONE, "([xz])\\W*\\w+$"));
    return cases.stream();
  }

  private static final long MOST_PATHS = 50_000;

  @ParameterizedTest(name = "{0}")
  @MethodSource({"cases", "policies"})
  void everyOrderIsFine(String name, Scenario scenario, TestReporter reporter) {
    Agenda.Walk walk = new Agenda.Walk();
    long paths = 0;
    do {
      List<String> trace = new ArrayList<>();
      World.Run run =
          new World(scenario, Driver.ENGINE.apply(scenario.plan()), walk, trace::add).run();
      assertThat(run.violation()).as(() -> String.join("\n", trace)).isNull();
      paths++;
    } while (walk.advance() && paths < MOST_PATHS);
    reporter.publishEntry("orders", Long.toString(paths));
    assertThat(paths).as("walked to the end").isLessThan(MOST_PATHS);
  }

  private static Arguments walk(
      String name, Layout layout, Pace pace, List<String> texts, Fault ofFirst, boolean leaves) {
    List<Agent> agents = new ArrayList<>();
    List<Actor> actors = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      agents.add(agent("p" + i));
      actors.add(
          actor(
              texts.get(i), i == 0 && !ofFirst.equals(Fault.NONE) ? List.of(ofFirst) : List.of()));
    }
    actors.add(actor("r\u03c90 s\u03c91 t\u03c92", List.of()));
    Topology topology = Topology.mixtureOfAgents(List.of(agents), agent("w"));
    Plan plan =
        Plan.of(topology, pace, layout, List.of(Message.user("Why?")), "f3nc3", Limits.DEFAULT);
    String step = pace.serial() ? "serial" : "lead " + pace.lead();
    return Arguments.of(
        "%s, %s, %s".formatted(name, layout, step),
        new Scenario(plan, actors, leaves ? 0 : -1, 0, 0));
  }

  /// A model alone.
  private static Arguments single(
      String name, Agent writer, Recovery recovery, Caps caps, Fault... faults) {
    Plan plan =
        new Plan(
            Topology.single(writer),
            List.of(AT_ONCE),
            Layout.GROUPED,
            List.of(Message.user("Why?")),
            "f3nc3",
            Limits.DEFAULT,
            recovery,
            caps);
    Actor actor = actor("r\u03c90 s\u03c91 t\u03c92", List.of(faults));
    return Arguments.of(name, new Scenario(plan, List.of(actor), -1, 0, 0));
  }

  /// Two debaters of one round, of a second if they may agree, and one who answers.
  private static Arguments pair(String name, boolean barrier, Caps caps, @Nullable String agree) {
    List<Agent> agents = new ArrayList<>(List.of(agent("a"), agent("b")));
    List<Actor> actors =
        new ArrayList<>(
            List.of(actor("x\u03b10 y\u03b11", List.of()), actor("x\u03b20 y\u03b21", List.of())));
    if (agree != null) {
      agents.add(agent("c").reading(List.of(0, 1)));
      actors.add(actor("z\u03b30", List.of()));
    }
    List<Integer> read = agree == null ? List.of(0, 1) : List.of(2);
    agents.add(unbarred(agent("w").reading(read), barrier));
    actors.add(actor("r\u03c90 s\u03c91", List.of()));
    Agreement agreement =
        agree == null ? null : new Agreement(List.of(List.of(0, 1), List.of(2)), agree);
    Plan plan =
        new Plan(
            new Topology(agents, agreement),
            Collections.nCopies(agents.size(), agree == null ? AT_ONCE : Pace.SERIAL),
            Layout.APPENDED,
            List.of(Message.user("Why?")),
            "f3nc3",
            Limits.DEFAULT,
            Recovery.NONE,
            caps);
    return Arguments.of(name, new Scenario(plan, actors, -1, 0, 0));
  }

  private static Agent unbarred(Agent agent, boolean barrier) {
    return new Agent(
        agent.name(),
        agent.seats(),
        null,
        agent.task(),
        agent.reads(),
        barrier,
        agent.handOver(),
        0,
        agent.sampling());
  }

  private static Agent seated(Agent agent, List<Seat> seats, @Nullable Seat hedge) {
    return new Agent(
        agent.name(),
        seats,
        hedge,
        agent.task(),
        agent.reads(),
        true,
        agent.handOver(),
        0,
        agent.sampling());
  }

  private static Agent agent(String name) {
    return Agent.of(
        name, "sim/" + name, List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }

  private static Actor actor(String text, List<Fault> faults) {
    return Actor.saying(text, Tempo.STEADY, faults);
  }
}
