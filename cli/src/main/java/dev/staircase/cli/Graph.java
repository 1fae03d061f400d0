package dev.staircase.cli;

import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Task;
import dev.staircase.lab.schedule.Cast;
import dev.staircase.lab.schedule.Schedule;
import dev.staircase.runtime.config.Overrides;
import dev.staircase.runtime.config.VirtualModel;
import dev.staircase.runtime.speed.Speeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A virtual model as a graph of agents.
///
/// @param plan of an answer in its own pace
record Graph(VirtualModel model, Plan plan) {
  private static final List<String> PACES =
      List.of("paper", "eager", "balanced", "careful", "auto");

  static Graph of(VirtualModel model) {
    ObjectNode nothing = JsonMapper.shared().createObjectNode();
    return new Graph(model, plan(model, nothing, new Speeds()));
  }

  List<Agent> agents() {
    return plan.topology().agents();
  }

  List<Agent> sources(Agent agent) {
    return agent.reads().stream().map(agents()::get).toList();
  }

  /// The agents by how many stand before them on the longest way.
  List<List<Agent>> stages() {
    List<List<Agent>> stages = new ArrayList<>();
    List<Integer> depths = new ArrayList<>();
    for (Agent agent : agents()) {
      int depth = agent.reads().stream().mapToInt(source -> depths.get(source) + 1).max().orElse(0);
      depths.add(depth);
      if (depth == stages.size()) {
        stages.add(new ArrayList<>());
      }
      stages.get(depth).add(agent);
    }
    return stages;
  }

  /// What each pace comes to on ideal models, by its name; the model's own alone where nobody reads
  /// anybody. The pace `auto` follows from the speeds that the paces before it have shown.
  Map<String, Schedule> ideals(Cast cast) {
    Map<String, Schedule> ideals = new LinkedHashMap<>();
    Speeds measured = new Speeds();
    if (agents().size() > 1) {
      ideals.put("serial", Schedule.of(plan(model, overrides("serial"), measured), cast));
      for (String pace : PACES) {
        Plan paced = plan(model, overrides("staircase").put("pace", pace), measured);
        ideals.put(pace, Schedule.of(paced, cast, measured.watch()));
      }
    }
    Plan own = plan(model, JsonMapper.shared().createObjectNode(), measured);
    ideals.put("as configured", Schedule.of(own, cast));
    return ideals;
  }

  /// The models that an agent speaks through: its own, then its fallbacks.
  static List<String> models(Agent agent) {
    return agent.seats().stream().map(seat -> seat.model()).toList();
  }

  static String task(Agent agent) {
    return switch (agent.task()) {
      case Task.Aggregate() -> agent.reads().isEmpty() ? "answer" : "aggregate";
      case Task.Judge() -> "judge";
      case Task.Debate(int own) -> "debate";
      case Task.Refine() -> "refine";
      case Task.Custom(String instructions) -> "custom";
    };
  }

  static String handOver(Agent agent) {
    return switch (agent.handOver().unit()) {
      case WORD -> "tokens";
      case SENTENCE -> "sentences";
      case STEP -> "steps";
    };
  }

  private static ObjectNode overrides(String mode) {
    return JsonMapper.shared().createObjectNode().put("mode", mode);
  }

  /// @param measured what the pace `auto` follows from
  private static Plan plan(VirtualModel model, ObjectNode overrides, Speeds measured) {
    return model.sketch(Overrides.of(overrides), measured::pace);
  }
}
