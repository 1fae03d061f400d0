package dev.staircase.runtime.config;

import dev.staircase.core.topology.Task;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads agents that say themselves whom they read.
final class GraphReader {
  private final Cursor graph;
  private final AgentReader agents;
  private final Map<String, Cursor> written;

  /// Whom each agent reads.
  private final Map<String, List<String>> reads = new LinkedHashMap<>();

  /// @param graph a map of agents by name
  GraphReader(Cursor graph, AgentReader agents) {
    this.graph = graph;
    this.agents = agents;
    this.written = graph.entries();
  }

  /// The team; null where the agents make no graph with one writer, which is then told.
  @Nullable Team read() {
    if (written.size() > Topology.MAX_AGENTS) {
      graph.problem(
          "expected at most %d agents, found %d".formatted(Topology.MAX_AGENTS, written.size()));
      return null;
    }
    boolean known = true;
    for (var agent : written.entrySet()) {
      known &= sources(agent.getKey(), agent.getValue().get("reads"));
    }
    if (!known) {
      return null;
    }
    List<String> order = inReadingOrder();
    return order.size() < written.size() || severalWriters() ? null : team(order);
  }

  /// Whether all that an agent reads is there to be read.
  private boolean sources(String reader, @Nullable Cursor list) {
    List<String> named = new ArrayList<>();
    reads.put(reader, named);
    boolean known = true;
    for (Cursor item : list == null ? List.<Cursor>of() : list.items()) {
      String name = item.text();
      known &= source(reader, name, named, item);
      named.add(name);
    }
    return known;
  }

  private boolean source(String reader, String name, List<String> earlier, Cursor item) {
    if (!written.containsKey(name)) {
      item.expected(
          "one of the agents " + String.join(", ", written.keySet()),
          Spelling.hint(name, written.keySet()));
    } else if (name.equals(reader)) {
      item.expected("another agent, for none reads itself", "");
    } else if (earlier.contains(name)) {
      item.problem("expected each agent once, found '" + name + "' again; leave it out");
    } else {
      return true;
    }
    return false;
  }

  /// The agents after all that they read, else as they are written; not all of them where some read
  /// each other in a circle, which is then told.
  private List<String> inReadingOrder() {
    Set<String> ordered = new LinkedHashSet<>();
    Set<String> rest = new LinkedHashSet<>(written.keySet());
    while (!rest.isEmpty()) {
      Optional<String> next =
          rest.stream().filter(name -> ordered.containsAll(sources(name))).findFirst();
      if (next.isEmpty()) {
        tellCircle(rest);
        break;
      }
      ordered.add(next.get());
      rest.remove(next.get());
    }
    return List.copyOf(ordered);
  }

  /// @param rest agents of which each reads another one of them
  private void tellCircle(Set<String> rest) {
    List<String> way = new ArrayList<>();
    String here = rest.iterator().next();
    while (!way.contains(here)) {
      way.add(here);
      here = sources(here).stream().filter(rest::contains).findFirst().orElseThrow();
    }
    List<String> circle = new ArrayList<>(way.subList(way.indexOf(here), way.size()));
    circle.add(here);
    cursor(here)
        .problem(
            "expected agents that do not read each other in a circle, found %s (-> is 'reads');"
                    .formatted(String.join(" -> ", circle))
                + " leave one of these reads out");
  }

  private boolean severalWriters() {
    Set<String> unread = new LinkedHashSet<>(written.keySet());
    reads.values().forEach(unread::removeAll);
    if (unread.size() > 1) {
      graph.problem(
          "expected one agent that nobody reads, for it writes the answer, found %s; let another"
                  .formatted(String.join(", ", unread))
              + " agent read them, or leave them out");
    }
    return unread.size() > 1;
  }

  private Team team(List<String> order) {
    List<Member> members = new ArrayList<>();
    for (String name : order) {
      Cursor agent = cursor(name);
      AgentSettings settings =
          members.size() == order.size() - 1 ? agents.writer(agent) : agents.source(agent);
      members.add(
          Member.of(name, settings, task(agent, sources(name)))
              .reading(sources(name).stream().map(order::indexOf).toList()));
    }
    return new Team(TopologyKind.GRAPH, members, null);
  }

  private static Task task(Cursor agent, List<String> sources) {
    Cursor task = agent.get("task");
    if (task == null) {
      return Task.AGGREGATE;
    }
    if (sources.isEmpty()) {
      task.problem(
          "expected no task of an agent that reads nobody, found one; leave it out, or add reads");
    } else if (agent.get("instructions") != null) {
      task.problem("expected either task or instructions, found both; leave one out");
    }
    return switch (task.text()) {
      case "judge" -> Task.JUDGE;
      case "refine" -> Task.REFINE;
      default -> Task.AGGREGATE;
    };
  }

  private List<String> sources(String name) {
    return Objects.requireNonNull(reads.get(name));
  }

  private Cursor cursor(String name) {
    return Objects.requireNonNull(written.get(name));
  }
}
