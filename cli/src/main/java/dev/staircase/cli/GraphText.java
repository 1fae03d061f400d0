package dev.staircase.cli;

import dev.staircase.core.topology.Agent;
import dev.staircase.lab.schedule.Cast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Graphs as a list by stages, each with its table of ideal figures.
final class GraphText {
  private GraphText() {}

  static String of(List<Graph> graphs, Cast cast, int tokens) {
    StringBuilder text = new StringBuilder();
    for (Graph graph : graphs) {
      graph(text, graph);
      table(text, graph, cast);
    }
    return text.append(note(cast, tokens)).toString();
  }

  /// What the figures are.
  static String note(Cast cast, int tokens) {
    return String.format(
        Locale.ROOT,
        "Ideal figures in virtual time: each agent writes %,d tokens, %s prefix cache, no network,"
            + " no jitter, no faults. No model was called; a real answer can only be slower.",
        tokens,
        cast.prefixCache() ? "with a" : "no");
  }

  private static void graph(StringBuilder text, Graph graph) {
    text.append(
        "%s: %s, layout %s%n"
            .formatted(
                graph.model().name(),
                graph.model().mode().wireName(),
                graph.plan().layout().name().toLowerCase(Locale.ROOT)));
    int stage = 0;
    int width = graph.agents().stream().mapToInt(agent -> agent.name().length()).max().orElse(0);
    for (List<Agent> agents : graph.stages()) {
      text.append("  stage %d%n".formatted(++stage));
      for (Agent agent : agents) {
        String name = agent.name() + " ".repeat(width - agent.name().length());
        text.append("    %s  %s%n".formatted(name, String.join("; ", traits(graph, agent))));
      }
    }
  }

  private static List<String> traits(Graph graph, Agent agent) {
    List<String> traits = new ArrayList<>();
    traits.add(String.join(", then ", Graph.models(agent)));
    if (agent.hedge() != null) {
      traits.add("hedge " + agent.hedge().model());
    }
    traits.add(Graph.task(agent));
    if (!agent.reads().isEmpty()) {
      traits.add(
          "reads "
              + graph.sources(agent).stream().map(Agent::name).collect(Collectors.joining(", "))
              + (agent.barrier() ? "" : " as they come"));
    }
    if (agent.equals(graph.agents().getLast())) {
      traits.add("writes the answer");
    } else {
      traits.add("hands over " + Graph.handOver(agent));
    }
    return traits;
  }

  private static void table(StringBuilder text, Graph graph, Cast cast) {
    text.append(System.lineSeparator());
    row(text, "pace", "TTFT ms", "E2E ms", "calls", "prompt tokens");
    graph
        .ideals(cast)
        .forEach((pace, ideal) ->
            row(
                text,
                pace,
                whole(ideal.ttftMs()),
                whole(ideal.e2eMs()),
                whole(ideal.calls()),
                whole((double) ideal.usage().promptTokens())));
    text.append(System.lineSeparator());
  }

  private static void row(
      StringBuilder text, String pace, String ttft, String e2e, String calls, String prompts) {
    text.append("  %-14s%10s%10s%8s%15s%n".formatted(pace, ttft, e2e, calls, prompts));
  }

  /// A figure; a dash where there is none, since no text came.
  private static String whole(double figure) {
    return figure < 0 ? "-" : String.format(Locale.ROOT, "%,.0f", figure);
  }
}
