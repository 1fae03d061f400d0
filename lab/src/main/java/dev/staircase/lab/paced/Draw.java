package dev.staircase.lab.paced;

/// Chance without state: a seed and a place give the same number every time.
final class Draw {
  private Draw() {}

  /// A number from 0 (inclusive) to 1 (exclusive).
  static double share(long seed, long place) {
    return (mix(seed ^ mix(place)) >>> 11) * 0x1.0p-53;
  }

  /// SplitMix64's finalizer: every bit of the result depends on every bit of `value`.
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
