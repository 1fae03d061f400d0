package dev.staircase.lab.sim;

import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Usage;

/// When a scripted model's server tells what it has counted, and how its count differs from an
/// estimate.
///
/// @param percent what it counts for each hundred estimated tokens
record Counts(When when, int percent) {
  static final Counts NEVER = new Counts(When.NEVER, 100);
  private static final int CHARS_PER_TOKEN = 4;

  enum When {
    NEVER,
    /// All the time.
    RUNNING,
    /// Before the end of each call.
    AT_END,
    /// After it.
    AFTER_END
  }

  /// What is counted of a call that has brought `tokens`.
  Usage of(ModelCall request, long tokens) {
    return new Usage(prompt(request) * percent / 100, 0, tokens * percent / 100);
  }

  /// The estimated tokens of a prompt.
  static long prompt(ModelCall request) {
    long chars = request.messages().stream().mapToLong(m -> m.content().length()).sum();
    return chars / CHARS_PER_TOKEN;
  }
}
