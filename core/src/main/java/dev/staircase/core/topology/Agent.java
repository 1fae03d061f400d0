package dev.staircase.core.topology;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Sampling;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One model at work in a topology.
///
/// @param name unique within its topology; told in traces, never to a model
/// @param seats the model it speaks through, then those that take over where that one fails, in
///   this order; at least one
/// @param hedge the model that is asked beside a call whose first token is late; null for none
/// @param task what it is told to do with what it reads
/// @param reads indices of the agents whose text it reads, all smaller than its own; empty for an
///   agent that reads only the conversation
/// @param barrier whether its steps wait for the next chunk of all its sources, rather than take
///   what has come
/// @param handOver in which units its text is handed to its readers
/// @param maxTokens the most tokens it may write in all; 0 leaves it to the upstream
/// @param sampling how it chooses its words
public record Agent(
    String name,
    List<Seat> seats,
    @Nullable Seat hedge,
    Task task,
    List<Integer> reads,
    boolean barrier,
    HandOver handOver,
    int maxTokens,
    Sampling sampling) {
  public Agent {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(handOver, "handOver");
    seats = List.copyOf(seats);
    reads = List.copyOf(reads);
    if (seats.isEmpty()) {
      throw new IllegalArgumentException(
          "agent %s: expected at least one model, found none".formatted(name));
    }
    if (maxTokens < 0) {
      throw new IllegalArgumentException(
          "agent %s: maxTokens must be 0 (none) or more, found %d".formatted(name, maxTokens));
    }
    if (task instanceof Task.Debate(int own) && own >= 0 && !reads.contains(own)) {
      throw new IllegalArgumentException(
          "agent %s: its own answer of the round before is index %d, which it doesn't read"
              .formatted(name, own));
    }
  }

  /// An agent of one model, which aggregates what it reads.
  public static Agent of(
      String name,
      String model,
      List<Integer> reads,
      Continuation continuation,
      int maxTokens,
      Sampling sampling) {
    return new Agent(
        name,
        List.of(Seat.of(model, continuation)),
        null,
        Task.AGGREGATE,
        reads,
        true,
        HandOver.TOKENS,
        maxTokens,
        sampling);
  }

  /// What its own model is called in the configuration, `upstream/name`.
  public String model() {
    return seats.getFirst().model();
  }

  /// The same agent with other sources.
  public Agent reading(List<Integer> others) {
    return new Agent(name, seats, hedge, task, others, barrier, handOver, maxTokens, sampling);
  }

  /// The same agent with another task.
  public Agent doing(Task other) {
    return new Agent(name, seats, hedge, other, reads, barrier, handOver, maxTokens, sampling);
  }
}
