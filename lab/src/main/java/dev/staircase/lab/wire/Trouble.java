package dev.staircase.lab.wire;

import java.util.Random;

/// What befalls a connection, once, and where.
///
/// @param offset how many bytes of its phase pass before it strikes
/// @param pauseMs how long a delay lasts
public record Trouble(Kind kind, Phase phase, int offset, long pauseMs) {
  private static final int MOST_OFFSET = 40;
  private static final int LEAST_PAUSE_MS = 50;
  private static final int MORE_PAUSE_MS = 150;

  /// What is done to a connection.
  public enum Kind {
    /// It rests for a while and goes on.
    DELAY,
    /// Both ends are closed in order (FIN).
    CUT,
    /// Both ends are torn down (RST).
    RESET,
    /// A stretch of bytes comes one at a time, each in a packet of its own.
    DRIP,
    /// Nothing is read any more that goes the same way; the other way stays open.
    STALL
  }

  /// A phase of one exchange over HTTP/1.1.
  public enum Phase {
    BEFORE_CONNECT,
    REQUEST_HEAD,
    REQUEST_BODY,
    BEFORE_RESPONSE,
    RESPONSE_HEAD,
    MID_STREAM,
    AFTER_LAST_BYTE;

    /// Whether it concerns what the client sends.
    boolean asks() {
      return compareTo(BEFORE_RESPONSE) < 0;
    }
  }

  /// Trouble whose offset and pause are drawn; the offset lies within any head or body that is
  /// longer than 40 bytes.
  public static Trouble drawn(Kind kind, Phase phase, Random random) {
    int offset =
        switch (phase) {
          case BEFORE_CONNECT, BEFORE_RESPONSE, AFTER_LAST_BYTE -> 0;
          case REQUEST_HEAD, REQUEST_BODY, RESPONSE_HEAD -> 1 + random.nextInt(MOST_OFFSET);
          case MID_STREAM -> 1 + random.nextInt(10 * MOST_OFFSET);
        };
    return new Trouble(kind, phase, offset, LEAST_PAUSE_MS + random.nextInt(MORE_PAUSE_MS));
  }
}
