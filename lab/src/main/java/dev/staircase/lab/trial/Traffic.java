package dev.staircase.lab.trial;

import java.util.SplittableRandom;

/// When questions are asked.
public sealed interface Traffic {
  /// The next one whenever an answer is over.
  ///
  /// @param concurrency how many are under way at a time
  record Closed(int concurrency) implements Traffic {}

  /// At random and whatever has become of those before: the arrivals of a Poisson process.
  ///
  /// @param perSecond how many on average
  record Open(double perSecond, long seed) implements Traffic {
    /// When the first `count` questions are asked, in nanoseconds from the start.
    long[] arrivals(int count) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] at = new long[count];
      double seconds = 0;
      for (int i = 0; i < count; i++) {
        seconds -= Math.log1p(-random.nextDouble()) / perSecond;
        at[i] = Math.round(seconds * 1e9);
      }
      return at;
    }
  }
}
