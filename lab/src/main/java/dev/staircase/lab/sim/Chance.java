package dev.staircase.lab.sim;

import java.util.List;

/// Random numbers by SplitMix64, written out here so that a seed means the same on every JVM and in
/// every release.
///
/// One generator per concern, each [#split] from the seed by the concern's name: a new draw in one
/// concern leaves the others as they were.
final class Chance {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  Chance(long seed) {
    this.state = seed;
  }

  /// An independent generator for a concern of this seed.
  static Chance split(long seed, String concern) {
    long mixed = mix(seed + GOLDEN);
    for (int i = 0; i < concern.length(); i++) {
      mixed = mix(mixed ^ (concern.charAt(i) * GOLDEN));
    }
    return new Chance(mixed);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /// A number from 0 to `bound - 1`. The bias of the remainder is below 2^-40 for the bounds used
  /// here.
  int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  /// A number from `low` to `high`, both included.
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  boolean percent(int percent) {
    return below(100) < percent;
  }

  <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T first, T... others) {
    int drawn = below(others.length + 1);
    return drawn == 0 ? first : others[drawn - 1];
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
