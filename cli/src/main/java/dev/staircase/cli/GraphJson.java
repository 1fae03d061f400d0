package dev.staircase.cli;

import dev.staircase.core.topology.Agent;
import dev.staircase.lab.schedule.Cast;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Graphs and their ideal figures as one JSON object; times in milliseconds.
final class GraphJson {
  private GraphJson() {}

  static String of(List<Graph> graphs, Cast cast, int tokens) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("note", GraphText.note(cast, tokens));
    ArrayNode models = root.putArray("models");
    for (Graph graph : graphs) {
      ObjectNode model =
          models
              .addObject()
              .put("name", graph.model().name())
              .put("mode", graph.model().mode().wireName())
              .put("layout", graph.plan().layout().name().toLowerCase(Locale.ROOT));
      ArrayNode agents = model.putArray("agents");
      int stage = 0;
      for (List<Agent> together : graph.stages()) {
        stage++;
        for (Agent agent : together) {
          agent(agents.addObject().put("stage", stage), graph, agent);
        }
      }
      ArrayNode ideals = model.putArray("ideal");
      graph
          .ideals(cast)
          .forEach((pace, ideal) ->
              ideals
                  .addObject()
                  .put("pace", pace)
                  .put("ttft_ms", ideal.ttftMs())
                  .put("e2e_ms", ideal.e2eMs())
                  .put("calls", ideal.calls())
                  .put("prompt_tokens", ideal.usage().promptTokens())
                  .put("cached_tokens", ideal.usage().cachedTokens()));
    }
    return root.toString();
  }

  private static void agent(ObjectNode json, Graph graph, Agent agent) {
    json.put("name", agent.name());
    ArrayNode models = json.putArray("models");
    Graph.models(agent).forEach(models::add);
    if (agent.hedge() != null) {
      json.put("hedge", agent.hedge().model());
    }
    json.put("task", Graph.task(agent))
        .put("hand_over", Graph.handOver(agent))
        .put("barrier", agent.barrier());
    ArrayNode reads = json.putArray("reads");
    graph.sources(agent).forEach(source -> reads.add(source.name()));
  }
}
