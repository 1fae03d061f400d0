package dev.staircase.bench.pace;

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
import dev.staircase.core.topology.Task;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Who reads whom, three models in a row.
enum Shape {
  /// Three proposers and an aggregator.
  MOA_3X1,
  /// Two layers of three proposers and an aggregator.
  MOA_3X2,
  /// Three debaters, two rounds, and a judge.
  DEBATE;

  private static final int WIDTH = 3;

  /// The plan of an answer.
  ///
  /// @param pacing the pace of a reader and its sources
  Plan plan(Layout layout, BiFunction<Agent, List<Agent>, Pace> pacing) {
    Topology topology = topology();
    List<Agent> agents = topology.agents();
    List<Pace> paces =
        agents.stream()
            .map(agent -> pacing.apply(agent, agent.reads().stream().map(agents::get).toList()))
            .toList();
    return new Plan(
        topology,
        paces,
        layout,
        List.of(Message.user("Why is the sky blue at noon and red in the evening?")),
        "f3nc3",
        Limits.DEFAULT,
        Recovery.NONE,
        Caps.NONE);
  }

  private Topology topology() {
    return switch (this) {
      case MOA_3X1 -> Topology.mixtureOfAgents(List.of(layer("a")), writer(List.of()));
      case MOA_3X2 -> Topology.mixtureOfAgents(List.of(layer("a"), layer("b")), writer(List.of()));
      case DEBATE -> debate();
    };
  }

  private static Topology debate() {
    List<Agent> agents = new ArrayList<>();
    layer("a").forEach(debater -> agents.add(debater.doing(new Task.Debate(-1))));
    List<Integer> first = IntStream.range(0, WIDTH).boxed().toList();
    for (Agent debater : layer("b")) {
      int own = agents.size() - WIDTH;
      agents.add(debater.reading(first).doing(new Task.Debate(own)));
    }
    agents.add(writer(IntStream.range(WIDTH, 2 * WIDTH).boxed().toList()).doing(Task.JUDGE));
    return new Topology(agents);
  }

  private static List<Agent> layer(String name) {
    return IntStream.rangeClosed(1, WIDTH)
        .mapToObj(number -> agent(name + number, "local/p" + number, List.of()))
        .toList();
  }

  private static Agent writer(List<Integer> reads) {
    return agent("writer", "local/writer", reads);
  }

  private static Agent agent(String name, String model, List<Integer> reads) {
    return Agent.of(name, model, reads, Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }
}
