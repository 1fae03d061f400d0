package dev.staircase.runtime.speed;

/// How fast a model reads and writes, as far as its calls have shown. A token is one as the engine
/// estimates it ([dev.staircase.core.engine.Tokens]); of a prompt, one as the upstream counts.
///
/// @param firstMs time to the first token of a prompt that is cached
/// @param prefillMs time for each token of a prompt that isn't
/// @param itlMs time between tokens
/// @param cachedShare share of a prompt that came from the prefix cache where a writer was asked to
///   go on, 0 to 1; that of the layout in use, with all that the cache makes of it
public record Speed(double firstMs, double prefillMs, double itlMs, double cachedShare) {
  private static final double NEAR = 0.1;
  private static final int A_PROMPT = 1_000;

  /// Time to the first token.
  ///
  /// @param prompt tokens of the prompt
  /// @param begun whether the writer is asked to go on, so that a share of it is cached
  double readMs(double prompt, boolean begun) {
    return firstMs + prefillMs * prompt * (begun ? 1 - cachedShare : 1);
  }

  /// When the k-th token of a model that is asked at 0 is there.
  double tokenMs(double k) {
    return firstMs + Math.max(0, k - 1) * itlMs;
  }

  /// How many tokens such a model has written by then.
  double tokensBy(double ms) {
    return ms < firstMs
        ? 0
        : itlMs == 0 ? Double.MAX_VALUE : 1 + Math.floor((ms - firstMs) / itlMs);
  }

  /// Whether the other speed differs by a tenth at most, which is what measurements vary by.
  boolean near(Speed other) {
    return near(itlMs, other.itlMs)
        && near(readMs(A_PROMPT, false), other.readMs(A_PROMPT, false))
        && near(readMs(A_PROMPT, true), other.readMs(A_PROMPT, true));
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= NEAR * Math.max(one, other);
  }
}
