package dev.staircase.runtime.config;

import dev.staircase.core.chat.Usage;

/// What a model's tokens cost.
///
/// @param promptUsd USD per million prompt tokens
/// @param cachedUsd USD per million prompt tokens that came from the prefix cache
/// @param completionUsd USD per million tokens written
public record Price(double promptUsd, double cachedUsd, double completionUsd) {
  private static final double PER = 1_000_000;

  /// What `usage` costs, in USD.
  public double usd(Usage usage) {
    long fresh = usage.promptTokens() - usage.cachedTokens();
    return (fresh * promptUsd
            + usage.cachedTokens() * cachedUsd
            + usage.completionTokens() * completionUsd)
        / PER;
  }

  static Price read(Cursor price) {
    double prompt = required(price, "prompt");
    Double cached = price.decimal("cached", prompt);
    return new Price(prompt, cached == null ? prompt : cached, required(price, "completion"));
  }

  private static double required(Cursor price, String key) {
    Double usd = price.decimal(key, null);
    return usd == null ? 0 : usd;
  }
}
