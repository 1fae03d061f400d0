package dev.staircase.core.chat;

/// Why a call to a model failed.
///
/// @param kind whose fault it is
/// @param status the HTTP status where one came, else 0
/// @param message what was expected and what came instead, with the upstream's own words where it
///   said any; never a key
/// @param retryAfterMs how long the upstream asked us to wait before the next try (`Retry-After`);
///   0 where it said nothing
public record CallError(Kind kind, int status, String message, long retryAfterMs) {
  public CallError(Kind kind, int status, String message) {
    this(kind, status, message, 0);
  }

  /// Whose fault a failed call is.
  public enum Kind {
    /// The upstream refused what we sent (400, 401, 403, 404, ...): the configuration or the
    /// request is wrong.
    OURS,
    /// The upstream failed (5xx), or its answer broke the protocol.
    THEIRS,
    /// No connection, or the connection broke.
    NETWORK,
    /// A limit was reached: one of our time limits, or the upstream's rate limit (429).
    LIMIT,
    /// What the answer may cost is spent ([dev.staircase.core.engine.Caps]); asking again would
    /// cost it again.
    CAP,
    /// We ended the call ourselves.
    CANCELLED
  }
}
