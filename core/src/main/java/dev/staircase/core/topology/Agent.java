package dev.staircase.core.topology;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Sampling;
import java.util.List;
import java.util.Objects;

/// One model at work in a topology.
///
/// @param name unique within its topology; told in traces, never to a model
/// @param model what the model is called in the configuration, `upstream/name`
/// @param reads indices of the agents whose text it reads, all smaller than its own; empty for an
///   agent that reads only the conversation
/// @param continuation how its model is made to go on with its own text
/// @param maxTokens the most tokens it may write in all; 0 leaves it to the upstream
/// @param sampling how it chooses its words
public record Agent(
    String name,
    String model,
    List<Integer> reads,
    Continuation continuation,
    int maxTokens,
    Sampling sampling) {
  public Agent {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
    reads = List.copyOf(reads);
    if (maxTokens < 0) {
      throw new IllegalArgumentException(
          "agent %s: maxTokens must be 0 (none) or more, found %d".formatted(name, maxTokens));
    }
  }
}
