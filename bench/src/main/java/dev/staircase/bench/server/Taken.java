package dev.staircase.bench.server;

import java.util.Arrays;
import java.util.List;

/// What clients saw of a number of streams, in microseconds.
final class Taken {
  private final long[] micros;
  private final long[] gaps;

  Taken(long[] micros, long[] gaps) {
    this.micros = micros;
    this.gaps = gaps;
  }

  /// How long each token was under way, sorted.
  long[] micros() {
    return micros;
  }

  /// The times between two tokens of a stream, sorted.
  long[] gaps() {
    return gaps;
  }

  /// The tokens of one stream, in their order.
  ///
  /// @param sent when the model sent each
  /// @param came when the client had it
  static Taken of(List<Long> sent, List<Long> came) {
    long[] micros = new long[came.size()];
    long[] gaps = new long[Math.max(0, came.size() - 1)];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = came.get(i) - sent.get(i);
      if (i > 0) {
        gaps[i - 1] = came.get(i) - came.get(i - 1);
      }
    }
    return new Taken(micros, gaps);
  }

  /// Several streams as one.
  static Taken all(List<Taken> streams) {
    return new Taken(
        streams.stream().flatMapToLong(stream -> Arrays.stream(stream.micros)).sorted().toArray(),
        streams.stream().flatMapToLong(stream -> Arrays.stream(stream.gaps)).sorted().toArray());
  }
}
