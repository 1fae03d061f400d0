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
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Task;
import dev.staircase.core.topology.Topology;
import dev.staircase.runtime.trace.Replay;
import dev.staircase.runtime.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole answers as files, to be read and to be replayed. `-Dgolden.rewrite=true` writes them anew.
class GoldenTraceTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "traces");
  private static final String ONE =
      "Sunlight holds all colours, and air scatters the blue ones most.";
  private static final String TWO =
      "Blue waves are short. Short waves are scattered by molecules of air.";
  private static final String THREE = "Rayleigh found that scattering grows with the fourth power.";
  private static final String ANSWER =
      "The sky is blue because air scatters short waves far more than long ones.";
  private static final Pace LOCK_STEP = Pace.PAPER.waiting(2, 100);
  private static final Fault DIES = new Fault(Fault.Kind.DIES, 5);
  private static final Fault.Kind HANG = Fault.Kind.HANGS;
  private static final Fault HANGS = new Fault(HANG, 0);

  static Stream<Arguments> scenarios() {
    List<Actor> trio = List.of(says(ONE), says(TWO), says(THREE));
    return Stream.of(
        Arguments.of(
            "single", scenario(Pace.BALANCED, Layout.GROUPED, List.of(), says(ANSWER), -1)),
        Arguments.of("serial", scenario(Pace.SERIAL, Layout.GROUPED, trio, says(ANSWER), -1)),
        Arguments.of("lock-step", scenario(Pace.PAPER, Layout.APPENDED, trio, says(ANSWER), -1)),
        Arguments.of(
            "one-dies-one-hangs",
            scenario(
                LOCK_STEP,
                Layout.GROUPED,
                List.of(
                    says(ONE),
                    says(TWO).with(List.of(DIES)),
                    says(THREE).with(List.of(HANGS)),
                    says(ONE)),
                says(ANSWER),
                -1)),
        Arguments.of(
            "resumed-with-an-echo",
            scenario(
                Pace.BALANCED,
                Layout.GROUPED,
                trio,
                says(ANSWER).with(ANSWER, Actor.Manner.ECHOES).with(List.of(DIES)),
                -1)),
        Arguments.of(
            "client-leaves", scenario(Pace.EAGER, Layout.GROUPED, trio, says(ANSWER), 200_000)),
        Arguments.of("debate", debate()),
        Arguments.of("chain-with-steps", chain()),
        Arguments.of("resumed-on-a-fallback", alone(Caps.NONE, DIES, new Fault(HANG, 0, 1, 0))),
        Arguments.of("hedged", alone(Caps.NONE, new Fault(Fault.Kind.STALLS, 0))),
        Arguments.of("capped", alone(new Caps(0, 0, 12, 0, 0, Caps.AtCap.FINISH))));
  }

  /// Two debaters who agree after their first round, and a judge.
  private static Scenario debate() {
    List<Agent> agents = new ArrayList<>();
    agents.add(agent("a1").doing(new Task.Debate(-1)));
    agents.add(agent("b1").doing(new Task.Debate(-1)));
    agents.add(agent("a2").reading(List.of(0, 1)).doing(new Task.Debate(0)));
    agents.add(agent("b2").reading(List.of(0, 1)).doing(new Task.Debate(1)));
    agents.add(agent("judge").reading(List.of(2, 3)).doing(Task.JUDGE));
    var agreement = new Agreement(List.of(List.of(0, 1), List.of(2, 3)), "Answer: (\\w+)");
    List<Actor> actors =
        List.of(
            says(ONE + " Answer: blue"),
            says(TWO + " Answer: Blue"),
            says(THREE),
            says(ONE),
            says(ANSWER));
    return new Scenario(
        plan(new Topology(agents, agreement), Recovery.NONE, Caps.NONE), actors, -1, 0, 0);
  }

  /// One agent that hands on its steps, and one that improves on them.
  private static Scenario chain() {
    Agent first = agent("first").doing(Task.REFINE);
    Agent stepping =
        new Agent(
            first.name(),
            first.seats(),
            null,
            first.task(),
            List.of(),
            true,
            HandOver.steps("---"),
            0,
            Sampling.DEFAULT);
    Agent second = agent("second").reading(List.of(0)).doing(Task.REFINE);
    List<Actor> actors = List.of(says(ONE + "\n---\n" + TWO + "\n---\n" + THREE), says(ANSWER));
    return new Scenario(
        plan(new Topology(List.of(stepping, second)), Recovery.NONE, Caps.NONE), actors, -1, 0, 0);
  }

  /// A model with a fallback and a hedge.
  private static Scenario alone(Caps caps, Fault... faults) {
    Agent writer = agent("writer");
    Seat fallback = Seat.of("local/fallback", Continuation.NEW_TURN);
    Agent seated =
        new Agent(
            writer.name(),
            List.of(writer.seats().getFirst(), fallback),
            Seat.of("local/hedge", Continuation.NEW_TURN),
            writer.task(),
            List.of(),
            true,
            HandOver.TOKENS,
            0,
            Sampling.DEFAULT);
    Plan plan = plan(new Topology(List.of(seated)), Recovery.DEFAULT, caps);
    return new Scenario(plan, List.of(says(ANSWER).with(List.of(faults))), -1, 0, 0);
  }

  private static Plan plan(Topology topology, Recovery recovery, Caps caps) {
    return new Plan(
        topology,
        Collections.nCopies(topology.agents().size(), Pace.BALANCED),
        Layout.APPENDED,
        List.of(Message.user("Why is the sky blue?")),
        "f3nc3",
        Limits.DEFAULT,
        recovery,
        caps);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void isAsBeforeAndReplays(String name, Scenario scenario) throws IOException {
    Path file = GOLDEN.resolve(name + ".jsonl");
    List<String> lines = new ArrayList<>();
    World world =
        new World(
            scenario,
            Driver.ENGINE.apply(scenario.plan()),
            new Agenda.Timed(new Chance(0)),
            lines::add);
    assertThat(world.run().violation()).isNull();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(GOLDEN);
      Files.write(file, lines);
    }
    assertThat(lines)
        .as("golden file %s; rewrite it with -Dgolden.rewrite=true and review it", file)
        .isEqualTo(Files.readAllLines(file));
    Replay.Result replayed = Replay.run(TraceReader.read(file));
    assertThat(replayed.difference()).isNull();
    assertThat(replayed.events() + replayed.effects()).isEqualTo(lines.size() - 1);
  }

  private static Scenario scenario(
      Pace pace, Layout layout, List<Actor> proposers, Actor writer, long goneAt) {
    List<Agent> layer =
        IntStream.range(0, proposers.size()).mapToObj(i -> agent("p" + (i + 1))).toList();
    Agent last = agent("writer");
    Topology topology =
        layer.isEmpty() ? Topology.single(last) : Topology.mixtureOfAgents(List.of(layer), last);
    List<Actor> actors = new ArrayList<>(proposers);
    actors.add(writer);
    Plan plan =
        Plan.of(
            topology,
            pace,
            layout,
            List.of(Message.user("Why is the sky blue?")),
            "f3nc3",
            Limits.DEFAULT);
    return new Scenario(plan, actors, goneAt, 0, 0);
  }

  private static Agent agent(String name) {
    return Agent.of(
        name, "local/" + name, List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }

  private static Actor says(String text) {
    return Actor.saying(text, new Tempo(50_000, 20_000, false, 1, false), List.of());
  }
}
