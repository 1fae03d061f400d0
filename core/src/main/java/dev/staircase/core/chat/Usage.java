package dev.staircase.core.chat;

/// Tokens of one call or of several, as the upstream counted them.
///
/// @param promptTokens tokens of the prompts sent, cached ones included
/// @param cachedTokens those of `promptTokens` that the upstream took from its prefix cache
/// @param completionTokens tokens written
public record Usage(long promptTokens, long cachedTokens, long completionTokens) {
  public static final Usage NONE = new Usage(0, 0, 0);

  public Usage plus(Usage other) {
    return new Usage(
        promptTokens + other.promptTokens,
        cachedTokens + other.cachedTokens,
        completionTokens + other.completionTokens);
  }
}
