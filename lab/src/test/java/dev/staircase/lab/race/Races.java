package dev.staircase.lab.race;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.measure.Stream;
import dev.staircase.runtime.answer.LateEvidence;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Fixed plans and results for tests.
public final class Races {
  private Races() {}

  /// Proposers `p1` to `pN` in each layer, an aggregator `agg`.
  public static Plan plan(Pace pace, int... layers) {
    var proposers =
        Arrays.stream(layers).mapToObj(n -> IntStream.rangeClosed(1, n).boxed().toList()).toList();
    var layered =
        IntStream.range(0, layers.length)
            .mapToObj(
                l -> proposers.get(l).stream().map(i -> agent("l" + l + "p" + i, "p" + i)).toList())
            .toList();
    return Plan.of(
        Topology.mixtureOfAgents(layered, agent("aggregator", "agg")),
        pace,
        Layout.GROUPED,
        List.of(Message.user("Why?")),
        "f3nce",
        Limits.DEFAULT);
  }

  /// The plan with every agent changed.
  public static Plan changed(Plan plan, UnaryOperator<Agent> change) {
    return Plan.of(
        new Topology(plan.topology().agents().stream().map(change).toList()),
        plan.pace(),
        plan.layout(),
        plan.conversation(),
        plan.fence(),
        plan.limits());
  }

  private static Agent agent(String name, String model) {
    return Agent.of(
        name, "local/" + model, List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }

  static RaceResult builtIn() {
    return new RaceResult(
        "Why is the sky blue?",
        new LaneResult(
            new Outcome.Completed(Finish.STOP),
            new Stream.Figures(5_089.44, 5_101.04, 9_960.2, 0, 17.6, 14.01, 349),
            1,
            4,
            new Usage(1_030, 0, 1_076),
            false,
            "Because of \"scattering\".",
            new LateEvidence(0, 0, 0),
            new FactScore("sky", 12, 12, 0, 0, 0)),
        new LaneResult(
            new Outcome.Completed(Finish.STOP),
            new Stream.Figures(333.3, 346, 7_392.9, 2_261, 859, 20.3, 353),
            6,
            9,
            new Usage(4_379, 1_104, 1_080),
            true,
            "Because.",
            new LateEvidence(0.31, 0.125, 0.02),
            new FactScore("sky", 12, 11, 1, 0, 1)),
        303.04);
  }

  static RaceResult failed() {
    return new RaceResult(
        "Why?",
        builtIn().serial(),
        new LaneResult(
            new Outcome.Failed(
                new CallError(
                    CallError.Kind.THEIRS, 503, "1 of 3 proposers is left, 2 are needed")),
            null,
            0,
            3,
            Usage.NONE,
            true,
            "",
            null,
            null),
        null);
  }
}
