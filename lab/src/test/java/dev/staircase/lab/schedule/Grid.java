package dev.staircase.lab.schedule;

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

public final class Grid {
  public static Plan plan(Pace pace, int... layers) {
    List<List<Agent>> layered =
        IntStream.range(0, layers.length)
            .mapToObj(l ->
                IntStream.range(0, layers[l])
                    .mapToObj(i -> agent("l" + l + "p" + i, "p" + i))
                    .toList())
            .toList();
    return Plan.of(
        Topology.mixtureOfAgents(layered, agent("aggregator", "agg")),
        pace,
        Layout.GROUPED,
        List.of(Message.user("Why?")),
        "f3nce",
        Limits.DEFAULT);
  }

  private static Agent agent(String name, String model) {
    return Agent.of(
        name, "local/" + model, List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }
}
