package dev.staircase.server.page;

import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The agents of a plan in JSON: `[{"name", "model", "reads": [names]}]`, who writes the answer
/// last.
public final class Agents {
  private Agents() {}

  public static ArrayNode json(Plan plan) {
    List<Agent> agents = plan.topology().agents();
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Agent agent : agents) {
      ArrayNode reads =
          all.addObject().put("name", agent.name()).put("model", agent.model()).putArray("reads");
      agent.reads().forEach(source -> reads.add(agents.get(source).name()));
    }
    return all;
  }
}
