package dev.staircase.runtime.client;

/// How long each phase of a call may take, in milliseconds. A reached limit fails the call and
/// closes its connection.
///
/// @param connectMs until a connection is there: free in the pool, or connected and through its TLS
///   handshake
/// @param firstTokenMs from the request sent to the first token, of reasoning or of the answer
/// @param betweenTokensMs between two tokens, of reasoning or of the answer; comments and empty
///   deltas do not count
/// @param wholeMs from the start of the call to its end
public record TimeLimits(long connectMs, long firstTokenMs, long betweenTokensMs, long wholeMs) {
  public static final TimeLimits DEFAULT = new TimeLimits(5_000, 60_000, 30_000, 600_000);

  /// A day; more is a mistake in units.
  private static final long LONGEST_MS = 86_400_000;

  public TimeLimits {
    check("connect", connectMs);
    check("first-token", firstTokenMs);
    check("between-tokens", betweenTokensMs);
    check("whole", wholeMs);
  }

  private static void check(String name, long limitMs) {
    if (limitMs < 1 || limitMs > LONGEST_MS) {
      throw new IllegalArgumentException(
          "time limit " + name + " must be 1 to " + LONGEST_MS + " ms, found " + limitMs + " ms");
    }
  }
}
