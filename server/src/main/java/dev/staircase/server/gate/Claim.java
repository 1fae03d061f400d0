package dev.staircase.server.gate;

/// What one answer may take, estimated before it begins: the most that is set aside for it.
///
/// @param request the request's id
/// @param model the model asked
/// @param promptTokens tokens that all its calls may read
/// @param completionTokens tokens that all its calls may write
/// @param usd what that may cost; 0 where nobody can tell
public record Claim(
    String request, String model, long promptTokens, long completionTokens, double usd) {
  public Claim {
    if (promptTokens < 0 || completionTokens < 0 || !(usd >= 0 && Double.isFinite(usd))) {
      throw new IllegalArgumentException(
          "expected tokens and money of 0 or more, found %d, %d and %s USD for request %s"
              .formatted(promptTokens, completionTokens, usd, request));
    }
  }
}
