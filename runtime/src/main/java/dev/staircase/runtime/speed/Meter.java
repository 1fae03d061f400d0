package dev.staircase.runtime.speed;

import org.jspecify.annotations.Nullable;

/// What the calls of one model have shown. Safe to share between threads.
final class Meter {
  /// Calls without which nothing is said of a model.
  private static final int FEWEST = 2;

  private final Fit first = new Fit();
  private final Fit itl = new Fit();
  private final Fit cached = new Fit();
  private int read;

  /// A call came to its first token.
  ///
  /// @param fresh tokens of its prompt that were not cached
  synchronized void read(double fresh, double ms) {
    first.add(fresh, ms);
    read++;
  }

  /// A call wrote tokens after its first.
  synchronized void wrote(int tokens, double ms) {
    itl.add(0, ms / tokens);
  }

  /// A writer that was asked to go on found this share of its prompt cached.
  synchronized void reused(double share) {
    cached.add(0, share);
  }

  /// What is known by now; null for too little.
  synchronized @Nullable Speed speed() {
    return read < FEWEST || itl.empty()
        ? null
        : new Speed(first.base(), first.slope(), itl.base(), Math.min(1, cached.base()));
  }
}
