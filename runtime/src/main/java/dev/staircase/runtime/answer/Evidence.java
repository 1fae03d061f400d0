package dev.staircase.runtime.answer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the writer of an answer was shown, and how much of the answer was written by then.
final class Evidence {
  private static final double HALF = 0.5;
  private static final double MOST = 0.8;

  private final List<Showing> showings = new ArrayList<>();
  private long written;

  /// @param tokens shown for the first time
  /// @param at tokens of the answer by then
  private record Showing(long tokens, long at) {}

  void shown(long tokens) {
    showings.add(new Showing(tokens, written));
  }

  void wrote(long tokens) {
    written += tokens;
  }

  /// The shares at the end.
  ///
  /// @param heard tokens of everything that could have been shown
  /// @return null when there was nothing to show, or no answer
  @Nullable LateEvidence late(long heard) {
    long shown = showings.stream().mapToLong(Showing::tokens).sum();
    double all = Math.max(heard, shown);
    return all == 0 || written == 0
        ? null
        : new LateEvidence(after(HALF) / all, after(MOST) / all, (all - shown) / all);
  }

  private long after(double share) {
    return showings.stream()
        .filter(showing -> showing.at > share * written)
        .mapToLong(Showing::tokens)
        .sum();
  }
}
