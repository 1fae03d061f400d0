package dev.staircase.lab.fleet;

/// What is asked of a fleet.
///
/// @param prompt tokens of a question with all that stands before it
/// @param proposal tokens that a proposer writes
/// @param answer tokens of an answer
public record Load(Arrivals arrivals, Length prompt, Length proposal, Length answer) {
  /// The longest text that has no word twice.
  static final int MOST_WRITTEN = 7_000;

  private static final int MOST_PROMPT = 100_000;

  public Load {
    within("proposals", proposal, MOST_WRITTEN);
    within("answers", answer, MOST_WRITTEN);
    within("prompts", prompt, MOST_PROMPT);
  }

  private static void within(String what, Length length, int most) {
    if (length.most() > most) {
      throw new IllegalArgumentException(
          "%s have at most %d tokens here, found %d".formatted(what, most, length.most()));
    }
  }
}
