package dev.staircase.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a key may do.
///
/// @param models which models it may ask, each a name or a prefix followed by `*`; empty: all
/// @param requestsPerMinute 0: no limit. A request that is refused counts too
/// @param tokensPerMinute tokens read and written; 0: no limit
/// @param answers the most at a time, on all servers together; 0: no limit
/// @param budget null: no limit
public record Limits(
    List<String> models,
    long requestsPerMinute,
    long tokensPerMinute,
    long answers,
    @Nullable Budget budget) {
  /// None at all.
  public static final Limits NONE = new Limits(List.of(), 0, 0, 0, null);

  private static final long MOST = 1_000_000_000;

  public Limits {
    models = List.copyOf(models);
    for (String model : models) {
      if (!model.matches("[^\\s*]*\\*?") || model.isEmpty()) {
        throw new IllegalArgumentException(
            "expected a model's name, or a prefix followed by *, found '%s'".formatted(model));
      }
    }
    check("requests a minute", requestsPerMinute);
    check("tokens a minute", tokensPerMinute);
    check("answers at a time", answers);
  }

  private static void check(String what, long limit) {
    if (limit < 0 || limit > MOST) {
      throw new IllegalArgumentException(
          "expected 0 (no limit) to %,d %s, found %,d".formatted(MOST, what, limit));
    }
  }
}
