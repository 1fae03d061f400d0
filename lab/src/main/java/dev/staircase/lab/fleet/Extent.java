package dev.staircase.lab.fleet;

/// How much is simulated. The same extent gives the same figures.
///
/// @param answers how many are measured, all parts together
/// @param warmUp how many come before them, which aren't
/// @param parts equal parts into which fleet and load are divided, each on its own: a part never
///   helps another out, as cells or regions don't, and takes a core of its own here
/// @param places answers under way at a time in each part; questions beyond are refused
/// @param seed of all chance
public record Extent(int answers, int warmUp, int parts, int places, long seed) {
  private static final int PLACES = 100_000;

  public Extent {
    if (answers < 1 || warmUp < 0 || parts < 1 || places < 1) {
      throw new IllegalArgumentException(
          "answers, parts and places are 1 or more, found %d, %d and %d"
              .formatted(answers, parts, places));
    }
  }

  /// In one part, a tenth more before the measured ones.
  public static Extent of(int answers, long seed) {
    return new Extent(answers, answers / 10, 1, PLACES, seed);
  }
}
