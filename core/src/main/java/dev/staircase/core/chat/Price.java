package dev.staircase.core.chat;

/// What a model's tokens cost.
///
/// @param promptUsd USD per million prompt tokens
/// @param cachedUsd USD per million prompt tokens that came from the prefix cache
/// @param completionUsd USD per million tokens written
public record Price(double promptUsd, double cachedUsd, double completionUsd) {
  public static final Price FREE = new Price(0, 0, 0);
  private static final double PER = 1_000_000;

  /// What `usage` costs, in USD.
  public double usd(Usage usage) {
    long fresh = usage.promptTokens() - usage.cachedTokens();
    return (fresh * promptUsd
            + usage.cachedTokens() * cachedUsd
            + usage.completionTokens() * completionUsd)
        / PER;
  }
}
