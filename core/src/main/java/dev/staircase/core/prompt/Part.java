package dev.staircase.core.prompt;

/// What one step newly shows of one proposal.
///
/// @param number the proposal's number in the prompt, from 1, in the order in which proposals were
///   first shown
/// @param text the new text, from where the step before stopped; may be empty when only the state
///   is new
/// @param state how far the proposal is once this text is read
/// @param own whether the reader itself wrote it, in the round of a debate before
public record Part(int number, String text, State state, boolean own) {
  public Part(int number, String text, State state) {
    this(number, text, state, false);
  }

  /// How far a proposal is.
  public enum State {
    /// More of it is to come.
    PARTIAL,
    /// It was read to its end.
    COMPLETE,
    /// Its model failed; nothing more will come.
    BROKEN_OFF
  }
}
