package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/// Waits for what other threads are about to do.
final class Soon {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_NANOS = 1_000_000;

  private Soon() {}

  /// Waits until a count has come down to a number, and fails where it doesn't.
  static void atMost(int most, String what, IntSupplier count) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (count.getAsInt() > most && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    assertThat(count.getAsInt()).as(what).isLessThanOrEqualTo(most);
  }
}
