package dev.staircase.lab.paper;

/// What an answer of [Method#TOKENS] tokens took.
///
/// @param ttftMs to the first text
/// @param e2eMs to the last text
public record Figures(double ttftMs, double e2eMs) {
  private static final double MS = 1_000;

  /// Mean time between tokens after the first.
  double itlMs() {
    return (e2eMs - ttftMs) / (Method.TOKENS - 1);
  }

  /// Tokens a second over the whole time, as the paper counts them.
  double tps() {
    return Method.TOKENS / e2eMs * MS;
  }
}
