package dev.staircase.lab.race;

import dev.staircase.core.chat.Message;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import dev.staircase.lab.paced.Pace;
import dev.staircase.lab.paced.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The time to first text that no staircase on given models can beat.
///
/// An agent's k-th token comes at `ready + prefill(prompt) + (k - 1) * itl`, where `ready` is when the last of the agents it
/// reads has written its first chunk, 0 for one that reads none. The answer's first text is the first token of the agent
/// that writes it:
///
///     ideal TTFT = max over proposers (prefill + (first-chunk - 1) * itl) + prefill of the aggregator
///
/// for one layer (2510.05059), and the same sum over layers for more. An agent without a barrier begins when the first of
/// those it reads has written its chunk, not the last. Jitter, the network, word ends and our own work are left out: they
/// are what a measured TTFT is longer by.
public final class Ideal {
  /// What the paced models' template adds to each message.
  private static final int TEMPLATE_TOKENS = 12;

  private Ideal() {}

  /// The ideal TTFT of a plan.
  ///
  /// @param firstPrompts what each agent is asked first, in the order of the topology
  /// @param paces the pace of an agent's model, by its name in the configuration, `upstream/name`
  /// @return null where the text decides how long a first chunk is: it is waited for whole, or ends
  ///   with a sentence or a step; [dev.staircase.lab.schedule.Schedule] works those out
  public static @Nullable Double ttftMs(
      Plan plan, List<List<Message>> firstPrompts, Function<String, Pace> paces) {
    List<Agent> agents = plan.topology().agents();
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < agents.size(); i++) {
      Agent reader = agents.get(i);
      int chunk = plan.paces().get(i).firstChunk();
      List<Double> chunks = new ArrayList<>();
      for (int source : reader.reads()) {
        Agent read = agents.get(source);
        if (chunk == dev.staircase.core.engine.Pace.WHOLE
            || read.handOver().unit() != HandOver.Unit.WORD) {
          return null;
        }
        int prompt = promptTokens(firstPrompts.get(source));
        chunks.add(starts.get(source) + paces.apply(read.model()).dueMs(prompt, 0, chunk - 1));
      }
      double readyMs =
          chunks.isEmpty()
              ? 0
              : reader.barrier() ? Collections.max(chunks) : Collections.min(chunks);
      starts.add(readyMs);
    }
    int prompt = promptTokens(firstPrompts.getLast());
    return starts.getLast() + paces.apply(agents.getLast().model()).dueMs(prompt, 0, 0);
  }

  private static int promptTokens(List<Message> prompt) {
    return prompt.stream()
        .mapToInt(message -> Tokens.count(message.content()) + TEMPLATE_TOKENS)
        .sum();
  }
}
