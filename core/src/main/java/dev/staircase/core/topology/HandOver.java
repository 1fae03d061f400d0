package dev.staircase.core.topology;

import java.util.Objects;

/// In which units an agent's text is handed to its readers: a chunk goes on to the end of its unit.
///
/// @param unit what is not parted
/// @param marker the line that ends a step, for [Unit#STEP]; else ""
public record HandOver(Unit unit, String marker) {
  /// Chunks end with words: the paper's hand-over by tokens.
  public static final HandOver TOKENS = new HandOver(Unit.WORD, "");

  /// Chunks end with sentences.
  public static final HandOver SENTENCES = new HandOver(Unit.SENTENCE, "");

  /// What is not parted.
  public enum Unit {
    WORD,
    SENTENCE,
    /// A step of thought, ended by a marker that the agent is asked to write (arXiv 2606.05158).
    STEP
  }

  public HandOver {
    Objects.requireNonNull(unit, "unit");
    if ((unit == Unit.STEP) == marker.isBlank()) {
      throw new IllegalArgumentException(
          "a marker is given for steps and for nothing else, found '%s' for %s"
              .formatted(marker, unit));
    }
  }

  /// Steps that end with a line which holds `marker` alone.
  public static HandOver steps(String marker) {
    return new HandOver(Unit.STEP, marker);
  }
}
