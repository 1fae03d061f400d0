package dev.staircase.lab.race;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Outcome;
import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.measure.Stream;
import dev.staircase.runtime.answer.LateEvidence;
import org.jspecify.annotations.Nullable;

/// What one side of a race came to.
///
/// @param figures what a reader saw; null when no text came
/// @param steps of the agent that writes the answer
/// @param calls of all agents
/// @param usage tokens of all calls
/// @param estimated whether a call was cut before its upstream had counted, so that `usage` is
///   partly estimated
/// @param late how late the writer saw what it was to read; null for one that reads nobody
/// @param facts what the answer holds of the fact base; null where models don't speak from it
public record LaneResult(
    Outcome outcome,
    Stream.@Nullable Figures figures,
    int steps,
    int calls,
    Usage usage,
    boolean estimated,
    String answer,
    @Nullable LateEvidence late,
    @Nullable FactScore facts) {

  /// Why there is no whole answer; null when there is one.
  public @Nullable String failure() {
    return switch (outcome) {
      case Outcome.Completed completed -> null;
      case Outcome.Failed(var error) -> error.message();
      case Outcome.Cancelled() -> "interrupted";
    };
  }
}
