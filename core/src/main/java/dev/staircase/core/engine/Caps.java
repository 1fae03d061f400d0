package dev.staircase.core.engine;

/// What one answer may cost; 0 sets no cap. Tokens are the upstreams' counts where they come, else
/// estimated.
///
/// At a cap nothing more is paid for: no call is opened that would pass `calls` or `promptTokens`,
/// and every call is closed that passes one of the others.
///
/// @param calls of all agents, warming, retries and hedges included
/// @param promptTokens of all calls, cached ones included
/// @param completionTokens of all calls
/// @param usd by the prices of the models
/// @param wallMs from the start
/// @param atCap what becomes of the answer
public record Caps(
    int calls, long promptTokens, long completionTokens, double usd, long wallMs, AtCap atCap) {
  public static final Caps NONE = new Caps(0, 0, 0, 0, 0, AtCap.FINISH);

  /// What becomes of an answer that comes to a cap.
  public enum AtCap {
    /// It is over with what is written, as if by a token limit; it fails where nothing is.
    FINISH,
    /// It fails.
    FAIL
  }

  public Caps {
    if (calls < 0 || promptTokens < 0 || completionTokens < 0 || !(usd >= 0) || wallMs < 0) {
      throw new IllegalArgumentException(
          "caps are 0 (none) or more, found calls %d, prompt tokens %d, completion tokens %d,"
                  .formatted(calls, promptTokens, completionTokens)
              + " %s USD, %d ms".formatted(usd, wallMs));
    }
  }
}
