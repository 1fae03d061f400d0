package dev.staircase.lab.facts;

/// One wrong statement about a topic, as a model may well make it.
///
/// @param by which proposer believes it
/// @param against the fact that it contradicts, one that its speaker does not know
/// @param text a full sentence; the statement is recognised by exactly these words
public record Wrong(String by, Fact against, String text) {
  private static final String CORRECTION = "Correction: ";

  /// The sentence that takes this statement back.
  public String correction() {
    return CORRECTION + against.text();
  }
}
