package dev.staircase.cli;

import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import java.util.ArrayList;
import java.util.List;

/// Graphs as one Mermaid flowchart, a subgraph for each virtual model.
///
/// Identifiers are letters and digits of our own, names stand in quoted labels only. A dashed edge
/// is read as it comes, a label on an edge is the unit in which text is handed over.
final class GraphMermaid {
  private GraphMermaid() {}

  static String of(List<Graph> graphs) {
    List<String> lines = new ArrayList<>();
    lines.add("flowchart LR");
    for (int i = 0; i < graphs.size(); i++) {
      subgraph(lines, "m" + i, graphs.get(i));
    }
    return String.join("\n", lines);
  }

  private static void subgraph(List<String> lines, String id, Graph graph) {
    lines.add("  subgraph %s[%s]".formatted(id, quoted(graph.model().name())));
    List<Agent> agents = graph.agents();
    for (int i = 0; i < agents.size(); i++) {
      Agent agent = agents.get(i);
      lines.add(
          "    %sa%d[%s]"
              .formatted(
                  id,
                  i,
                  quoted(
                      agent.name(),
                      String.join(", then ", Graph.models(agent)),
                      Graph.task(agent))));
    }
    for (int i = 0; i < agents.size(); i++) {
      for (int source : agents.get(i).reads()) {
        lines.add(edge(id, source, i, agents));
      }
    }
    lines.add("    %sc([%s])".formatted(id, quoted("client")));
    lines.add("    %sa%d ==> %sc".formatted(id, agents.size() - 1, id));
    lines.add("  end");
  }

  private static String edge(String id, int source, int reader, List<Agent> agents) {
    Agent from = agents.get(source);
    String arrow = agents.get(reader).barrier() ? "-->" : "-.->";
    String label =
        from.handOver().unit() == HandOver.Unit.WORD
            ? ""
            : "|%s|".formatted(quoted(Graph.handOver(from)));
    return "    %sa%d %s%s %sa%d".formatted(id, source, arrow, label, id, reader);
  }

  /// A label of one or more lines; what Mermaid would take for markup is written as its codes.
  private static String quoted(String... lines) {
    String text =
        String.join("\n", lines)
            .replace("#", "#35;")
            .replace("\"", "#quot;")
            .replace("<", "#lt;")
            .replace(">", "#gt;")
            .replace("\n", "<br/>");
    return "\"" + text + "\"";
  }
}
