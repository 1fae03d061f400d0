package dev.staircase.runtime.config;

import dev.staircase.core.chat.Sampling;
import dev.staircase.core.topology.HandOver;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One agent of a virtual model, as it is configured; whom it reads is its [Member]'s.
///
/// @param seats the model it speaks through, then its fallbacks
/// @param hedge the model that is asked beside a call whose first token is late; null for none
/// @param maxTokens the most tokens it writes; 0 leaves it to the upstream
/// @param temperature null leaves it to the upstream
/// @param seed null sends none
/// @param instructions what it is told in place of its topology's task; null for that task
/// @param barrier whether its steps wait for the next chunk of all its sources
/// @param handOver in which units its text is handed to its readers
public record AgentSettings(
    List<SeatSettings> seats,
    @Nullable SeatSettings hedge,
    int maxTokens,
    @Nullable Double temperature,
    @Nullable Long seed,
    @Nullable String instructions,
    boolean barrier,
    HandOver handOver) {
  public AgentSettings {
    seats = List.copyOf(seats);
    Objects.requireNonNull(handOver, "handOver");
  }

  /// The model it speaks through while nothing fails.
  public SeatSettings seat() {
    return seats.getFirst();
  }

  /// The models that take over, in this order.
  public List<SeatSettings> fallbacks() {
    return seats.subList(1, seats.size());
  }

  /// How it chooses its words on its own behalf.
  Sampling sampling() {
    return new Sampling(temperature, null, seed, List.of(), null);
  }

  /// How it does for a client, whose wishes come before what is configured.
  Sampling sampling(Sampling wanted) {
    return new Sampling(
        wanted.temperature() == null ? temperature : wanted.temperature(),
        wanted.topP(),
        wanted.seed() == null ? seed : wanted.seed(),
        wanted.stop(),
        wanted.passedOn(),
        wanted.form());
  }

  AgentSettings seeded(long other) {
    return new AgentSettings(
        seats, hedge, maxTokens, temperature, other, instructions, barrier, handOver);
  }

  /// The same with other fallbacks, and nobody to hand its text to.
  AgentSettings writing(List<SeatSettings> all) {
    return new AgentSettings(
        all, hedge, maxTokens, temperature, seed, instructions, barrier, HandOver.TOKENS);
  }

  /// The same where whole texts are waited for.
  AgentSettings serial() {
    return new AgentSettings(
        seats, hedge, maxTokens, temperature, seed, instructions, true, HandOver.TOKENS);
  }
}
