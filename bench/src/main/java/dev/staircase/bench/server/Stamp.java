package dev.staircase.bench.server;

import java.util.function.LongConsumer;

/// A token that says when it was sent: ` @` and the microseconds of [System#nanoTime], which
/// processes of one Linux machine share.
final class Stamp {
  private static final long NANOS_PER_MICRO = 1_000;

  private Stamp() {}

  static long nowMicros() {
    return System.nanoTime() / NANOS_PER_MICRO;
  }

  /// A token sent now; short enough for the engine to count it as one.
  static String token() {
    return " @" + nowMicros();
  }

  /// How many stamped tokens a text holds.
  static int count(String text) {
    return (int) text.chars().filter(c -> c == '@').count();
  }

  /// Finds stamps in a stream of bytes, however it is split.
  static final class Reader {
    private boolean open;
    private long micros;

    /// Takes more bytes.
    ///
    /// @param sink is told the time of each stamp that ends in them
    void feed(byte[] bytes, LongConsumer sink) {
      for (byte b : bytes) {
        if (b == '@') {
          open = true;
          micros = 0;
        } else if (open && b >= '0' && b <= '9') {
          micros = 10 * micros + (b - '0');
        } else if (open) {
          open = false;
          sink.accept(micros);
        }
      }
    }
  }
}
