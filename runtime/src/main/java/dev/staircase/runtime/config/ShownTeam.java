package dev.staircase.runtime.config;

import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The agents of a virtual model as they are written.
final class ShownTeam {
  private final Config config;
  private final Team team;

  ShownTeam(Config config, Team team) {
    this.config = config;
    this.team = team;
  }

  /// The part of a virtual model that says who takes part. The writer's fallbacks stand at the
  /// virtual model: a writer that is also the first debater has no other place for them.
  Map<String, Object> written() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("topology", WireNames.of(team.kind()));
    switch (team.kind()) {
      case SINGLE -> map.put("aggregator", writer());
      case MIXTURE_OF_AGENTS, TREE -> {
        List<List<Object>> layers = team.layers().stream().map(this::sources).toList();
        boolean one = layers.size() == 1 && team.kind() == TopologyKind.MIXTURE_OF_AGENTS;
        map.put(one ? "proposers" : "layers", one ? layers.getFirst() : layers);
        map.put("aggregator", writer());
      }
      case DEBATE -> debate(map);
      case CHAIN -> map.put("agents", team.members().stream().map(this::member).toList());
      case GRAPH -> {
        Map<String, Object> agents = new LinkedHashMap<>();
        team.members().forEach(member -> agents.put(member.name(), inGraph(member)));
        map.put("agents", agents);
      }
    }
    List<SeatSettings> fallbacks = team.writer().settings().fallbacks();
    if (!fallbacks.isEmpty()) {
      map.put("fallback", ShownModel.seats(config, fallbacks));
    }
    return map;
  }

  private void debate(Map<String, Object> map) {
    List<List<Member>> rounds = team.layers();
    map.put("debaters", sources(rounds.getFirst()));
    map.put("rounds", rounds.size());
    if (team.writer().name().equals(TeamReader.JUDGE)) {
      map.put("judge", writer());
    }
    Agreement agreement = team.agreement();
    if (agreement != null) {
      map.put("agreement", agreement.pattern());
    }
  }

  private Map<String, Object> inGraph(Member member) {
    Map<String, Object> map = agent(member);
    if (!member.reads().isEmpty()) {
      map.put(
          "reads",
          member.reads().stream().map(source -> team.members().get(source).name()).toList());
    }
    if (member.task() instanceof Task.Judge) {
      map.put("task", "judge");
    } else if (member.task() instanceof Task.Refine) {
      map.put("task", "refine");
    }
    return map;
  }

  private List<Object> sources(List<Member> members) {
    return members.stream().map(this::member).toList();
  }

  private Object member(Member member) {
    return member.equals(team.writer()) ? writer() : agent(member);
  }

  private Object writer() {
    Map<String, Object> map = agent(team.writer());
    return map.size() == 1 ? Objects.requireNonNull(map.get("model")) : map;
  }

  /// An agent that others read always says its temperature: left out, it would be the default for
  /// them.
  private Map<String, Object> agent(Member member) {
    AgentSettings agent = member.settings();
    boolean writes = member.equals(team.writer());
    Map<String, Object> map = ShownModel.model(config, agent.seat());
    if (agent.maxTokens() > 0) {
      map.put("max-tokens", agent.maxTokens());
    }
    if (agent.seed() != null) {
      map.put("seed", agent.seed());
    }
    if (agent.temperature() != null || !writes) {
      map.put("temperature", agent.temperature());
    }
    if (agent.instructions() != null) {
      map.put("instructions", agent.instructions());
    }
    if (!agent.barrier()) {
      map.put("barrier", false);
    }
    if (!agent.handOver().equals(HandOver.TOKENS)) {
      map.put("hand-over", handOver(agent.handOver()));
    }
    if (!writes && !agent.fallbacks().isEmpty()) {
      map.put("fallback", ShownModel.seats(config, agent.fallbacks()));
    }
    return map;
  }

  private static Object handOver(HandOver handOver) {
    return switch (handOver.unit()) {
      case WORD -> "tokens";
      case SENTENCE -> "sentence";
      case STEP -> Map.of("step", handOver.marker());
    };
  }
}
