package dev.staircase.lab.race;

import dev.staircase.core.chat.Message;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.lab.paced.Pace;
import dev.staircase.lab.paced.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The time to first text that no staircase on given models can beat.
///
/// An agent's k-th token comes at `ready + prefill(prompt) + (k - 1) * itl`, where `ready` is when the last of the agents it
/// reads has written its first chunk, 0 for one that reads none. The answer's first text is the first token of the agent
/// that writes it:
///
///     ideal TTFT = max over proposers (prefill + (first-chunk - 1) * itl) + prefill of the aggregator
///
/// for one layer (2510.05059), and the same sum over layers for more. Jitter, the network, word ends and our own work are
/// left out: they are what a measured TTFT is longer by.
public final class Ideal {
  /// What the paced models' template adds to each message.
  private static final int TEMPLATE_TOKENS = 12;

  private Ideal() {}

  /// The ideal TTFT of a plan.
  ///
  /// @param firstPrompts what each agent is asked first, in the order of the topology
  /// @param paces the pace of an agent's model, by its name in the configuration, `upstream/name`
  public static double ttftMs(
      Plan plan, List<List<Message>> firstPrompts, Function<String, Pace> paces) {
    List<Agent> agents = plan.topology().agents();
    List<Double> firstChunks = new ArrayList<>();
    for (int i = 0; i < agents.size(); i++) {
      double readyMs = agents.get(i).reads().stream().mapToDouble(firstChunks::get).max().orElse(0);
      int token = i == plan.topology().answerer() ? 1 : plan.pace().firstChunk();
      int prompt = promptTokens(firstPrompts.get(i));
      double ownMs = paces.apply(agents.get(i).model()).dueMs(prompt, 0, token - 1);
      firstChunks.add(readyMs + ownMs);
    }
    return firstChunks.getLast();
  }

  private static int promptTokens(List<Message> prompt) {
    return prompt.stream()
        .mapToInt(message -> Tokens.count(message.content()) + TEMPLATE_TOKENS)
        .sum();
  }
}
