package dev.staircase.server;

/// How long a client waits for us, and we for a client.
///
/// @param holdMs how long the status is held back for a first text
/// @param keepAliveMs the longest silence on a stream that has begun; a comment ends it
/// @param stallMs how long a client may take nothing of what is waiting for it before it is cut off
/// @param requestMs how long a request may take to come: its body from its head on, and its head
///   from a connection that is idle, twice as long at most
record StreamTiming(long holdMs, long keepAliveMs, long stallMs, long requestMs) {
  private static final long HOLD_MS = 10_000;
  private static final long STALL_MS = 60_000;
  private static final long REQUEST_MS = 30_000;

  static StreamTiming of(long keepAliveMs) {
    return new StreamTiming(HOLD_MS, keepAliveMs, STALL_MS, REQUEST_MS);
  }

  /// How often to look: silence is noticed a period late, so a period is half of what is allowed.
  long tickMs() {
    return Math.max(1, keepAliveMs / 2);
  }
}
