package dev.staircase.bench.engine;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import java.util.List;
import java.util.stream.IntStream;

/// What kind of answer the engine writes.
public enum Scenario {
  /// Three proposers and an aggregator that starts on their first chunks; the default pace.
  STAIRCASE,
  /// The same four agents, one step on whole proposals.
  SERIAL,
  /// Two layers of three proposers and an aggregator, each layer on the first chunks of the one
  /// before.
  LAYERS;

  private static final int PROPOSERS = 3;

  Plan plan() {
    return switch (this) {
      case STAIRCASE -> plan(Pace.BALANCED, 1);
      case SERIAL -> plan(Pace.SERIAL, 1);
      case LAYERS -> plan(Pace.BALANCED, 2);
    };
  }

  private static Plan plan(Pace pace, int layers) {
    List<List<Agent>> proposers =
        IntStream.rangeClosed(1, layers)
            .mapToObj(layer ->
                IntStream.rangeClosed(1, PROPOSERS)
                    .mapToObj(number -> agent("l" + layer + "p" + number))
                    .toList())
            .toList();
    return Plan.of(
        Topology.mixtureOfAgents(proposers, agent("aggregator")),
        pace,
        Layout.GROUPED,
        List.of(Message.user("Why is the sky blue?")),
        "f3nc3",
        Limits.DEFAULT);
  }

  private static Agent agent(String name) {
    return Agent.of(
        name, "local/" + name, List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }
}
