package dev.staircase.core.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A directed graph of agents without cycles. The last agent writes the answer.
///
/// An agent reads only agents that stand before it, so a list can't hold a cycle, and one pass from
/// first to last lets news travel all the way. Mixture-of-Agents, debates, chains, trees and one
/// model alone are ways to write this list.
///
/// @param agents in reading order; every agent but the last is read by at least one other
/// @param agreement when a debate ends early; null for never
public record Topology(List<Agent> agents, @Nullable Agreement agreement) {
  /// The most agents that one answer may employ.
  public static final int MAX_AGENTS = 64;

  public Topology {
    agents = List.copyOf(agents);
    if (agents.isEmpty() || agents.size() > MAX_AGENTS) {
      throw new IllegalArgumentException(
          "a topology has 1 to %d agents, found %d".formatted(MAX_AGENTS, agents.size()));
    }
    boolean[] read = new boolean[agents.size()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < agents.size(); i++) {
      Agent agent = agents.get(i);
      if (names.contains(agent.name())) {
        throw new IllegalArgumentException(
            "two agents are named " + agent.name() + "; names must differ");
      }
      names.add(agent.name());
      for (int source : agent.reads()) {
        if (source < 0 || source >= i) {
          throw new IllegalArgumentException(
              "agent %s (index %d) reads index %d; an agent reads only agents that stand before it"
                  .formatted(agent.name(), i, source));
        }
        read[source] = true;
      }
    }
    for (int i = 0; i < agents.size() - 1; i++) {
      if (!read[i]) {
        throw new IllegalArgumentException(
            "agent %s is read by nobody; only the last agent, %s, writes to the client"
                .formatted(agents.get(i).name(), agents.getLast().name()));
      }
    }
    if (agreement != null) {
      checkRounds(agreement, agents.size() - 2);
    }
  }

  private static void checkRounds(Agreement agreement, int last) {
    for (List<Integer> round : agreement.rounds()) {
      for (int agent : round) {
        if (agent < 0 || agent > last) {
          throw new IllegalArgumentException(
              "the rounds of an agreement are of agents 0 to %d, those before the last; found %d"
                  .formatted(last, agent));
        }
      }
    }
  }

  public Topology(List<Agent> agents) {
    this(agents, null);
  }

  /// One model alone.
  ///
  /// @param writer the model; what it reads is left out
  public static Topology single(Agent writer) {
    return new Topology(List.of(writer.reading(List.of())));
  }

  /// Mixture-of-Agents (arXiv 2406.04692): the agents of each layer read all of the layer before,
  /// the aggregator reads the last layer.
  ///
  /// @param layers at least one layer of at least one proposer each; what they read is set here
  /// @param aggregator writes the answer; what it reads is set here
  public static Topology mixtureOfAgents(List<List<Agent>> layers, Agent aggregator) {
    if (layers.isEmpty() || layers.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "a mixture of agents needs at least one layer and a proposer in each, found "
              + layers.stream().map(List::size).toList());
    }
    List<Agent> agents = new ArrayList<>();
    List<Integer> before = List.of();
    for (List<Agent> layer : layers) {
      int first = agents.size();
      for (Agent proposer : layer) {
        agents.add(proposer.reading(before));
      }
      before = IntStream.range(first, agents.size()).boxed().toList();
    }
    agents.add(aggregator.reading(before));
    return new Topology(agents);
  }

  /// The index of the agent that writes the answer.
  public int answerer() {
    return agents.size() - 1;
  }
}
