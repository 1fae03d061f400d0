package dev.staircase.lab.plan;

/// Finds the least number that is enough.
final class Least {
  private Least() {}

  /// Whether a number is enough; more are then, too.
  @FunctionalInterface
  interface Enough {
    boolean is(int number) throws InterruptedException;

    /// It may be asked for a number next.
    default void maybe(int number) {}
  }

  /// Tries ever farther from a guess, then halves what is between.
  ///
  /// @param guess `low` to `high`
  /// @return `high + 1` where none is enough
  static int of(int guess, int low, int high, Enough enough) throws InterruptedException {
    int tooFew = low - 1;
    int enoughs = high + 1;
    int at = guess;
    for (int step = 1; at > tooFew && at < enoughs; step *= 2) {
      foresee(at - step, at + step, tooFew, enoughs, enough);
      if (enough.is(at)) {
        enoughs = at;
        at -= step;
      } else {
        tooFew = at;
        at += step;
      }
      if (tooFew >= low && enoughs <= high) {
        break;
      }
    }
    return between(tooFew, enoughs, enough);
  }

  private static void foresee(int fewer, int more, int tooFew, int enoughs, Enough enough) {
    for (int next : new int[] {fewer, more}) {
      if (next > tooFew && next < enoughs) {
        enough.maybe(next);
      }
    }
  }

  private static int between(int tooFew, int enoughs, Enough enough) throws InterruptedException {
    while (enoughs - tooFew > 1) {
      int at = tooFew + (enoughs - tooFew) / 2;
      foresee((tooFew + at) / 2, at + (enoughs - at) / 2, tooFew, enoughs, enough);
      if (enough.is(at)) {
        enoughs = at;
      } else {
        tooFew = at;
      }
    }
    return enoughs;
  }
}
