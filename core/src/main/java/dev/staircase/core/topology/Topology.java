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
              + sizes(layers));
    }
    List<Agent> agents = new ArrayList<>();
    List<Integer> before = List.of();
    for (List<Agent> layer : layers) {
      for (Agent proposer : layer) {
        agents.add(proposer.reading(before));
      }
      before = last(layer.size(), agents);
    }
    agents.add(aggregator.reading(before));
    return new Topology(agents);
  }

  /// A debate (arXiv 2305.14325): each debater reads what all said in the round before, itself
  /// included, and the writer reads the last round. Agents with instructions of their own keep
  /// them; the others' tasks are set here.
  ///
  /// @param rounds at least one, each of the same debaters in the same order, at least two
  /// @param writer the judge, where its task is [Task#JUDGE]; else the first debater once more
  /// @param pattern finds the answer in what a debater says, so that the debate is over when all
  ///   agree; null for a debate that takes all its rounds
  public static Topology debate(List<List<Agent>> rounds, Agent writer, @Nullable String pattern) {
    if (rounds.isEmpty()
        || rounds.getFirst().size() < 2
        || rounds.stream().anyMatch(round -> round.size() != rounds.getFirst().size())) {
      throw new IllegalArgumentException(
          "a debate needs at least one round, and the same debaters in each, at least two, found "
              + sizes(rounds));
    }
    List<Agent> agents = new ArrayList<>();
    List<List<Integer>> spoken = new ArrayList<>();
    List<Integer> before = List.of();
    for (List<Agent> round : rounds) {
      for (int i = 0; i < round.size(); i++) {
        int own = before.isEmpty() ? -1 : before.get(i);
        agents.add(told(round.get(i).reading(before), new Task.Debate(own)));
      }
      before = last(round.size(), agents);
      spoken.add(before);
    }
    Task task =
        writer.task() instanceof Task.Judge ? Task.JUDGE : new Task.Debate(before.getFirst());
    agents.add(told(writer.reading(before), task));
    return new Topology(agents, pattern == null ? null : new Agreement(spoken, pattern));
  }

  /// A chain (arXiv 2606.05158): each agent improves on what the one before it wrote, and the last
  /// writes the answer. Agents with instructions of their own keep them.
  ///
  /// @param links at least one; what they read, and their tasks, are set here
  public static Topology chain(List<Agent> links) {
    List<Agent> agents = new ArrayList<>();
    for (Agent link : links) {
      agents.add(
          agents.isEmpty()
              ? link.reading(List.of())
              : told(link.reading(last(1, agents)), Task.REFINE));
    }
    return new Topology(agents);
  }

  /// A tree (arXiv 2606.05158): the agents of each layer are dealt out in order to those of the
  /// next, as evenly as can be, the first ones taking what is over; the root reads the last layer.
  ///
  /// @param layers the leaves first; none empty or larger than the one before it; what they read is
  ///   set here
  /// @param root writes the answer; what it reads is set here
  public static Topology tree(List<List<Agent>> layers, Agent root) {
    List<Agent> agents = new ArrayList<>();
    List<Integer> before = List.of();
    for (List<Agent> layer : layers) {
      if (layer.isEmpty() || (!agents.isEmpty() && layer.size() > before.size())) {
        throw new IllegalArgumentException(
            "a tree needs an agent in each layer, and no more than in the layer before it, found "
                + sizes(layers));
      }
      int read = 0;
      for (int i = 0; i < layer.size(); i++) {
        int end = read + before.size() / layer.size() + (i < before.size() % layer.size() ? 1 : 0);
        agents.add(layer.get(i).reading(before.subList(read, end)));
        read = end;
      }
      before = last(layer.size(), agents);
    }
    agents.add(root.reading(before));
    return new Topology(agents);
  }

  private static Agent told(Agent agent, Task task) {
    return agent.task() instanceof Task.Custom ? agent : agent.doing(task);
  }

  /// The indices of the last `count` agents.
  private static List<Integer> last(int count, List<Agent> agents) {
    return IntStream.range(agents.size() - count, agents.size()).boxed().toList();
  }

  private static List<Integer> sizes(List<List<Agent>> groups) {
    return groups.stream().map(List::size).toList();
  }

  /// The index of the agent that writes the answer.
  public int answerer() {
    return agents.size() - 1;
  }
}
