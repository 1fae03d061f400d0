package dev.staircase.runtime.client;

import io.vertx.core.Vertx;

/// One deadline that moves often, on one Vert.x timer that moves rarely: each token pushes the
/// deadline back, and only a timer that goes off too early is armed again. To be used on one event
/// loop.
final class Deadline {
  private static final long NONE = -1;
  private static final long NANOS_PER_MS = 1_000_000;

  private final Vertx vertx;
  private final Runnable onReached;
  private long timer = NONE;
  private long armedForNanos;
  private long dueNanos;

  Deadline(Vertx vertx, Runnable onReached) {
    this.vertx = vertx;
    this.onReached = onReached;
  }

  static long nanosIn(long ms) {
    return System.nanoTime() + ms * NANOS_PER_MS;
  }

  /// Sets the deadline, on the clock of [System#nanoTime], in place of the one before.
  void set(long nanos) {
    dueNanos = nanos;
    if (timer == NONE || nanos - armedForNanos < 0) {
      clear();
      arm();
    }
  }

  void clear() {
    if (timer != NONE) {
      vertx.cancelTimer(timer);
      timer = NONE;
    }
  }

  private void arm() {
    armedForNanos = dueNanos;
    long leftNanos = dueNanos - System.nanoTime();
    timer = vertx.setTimer(Math.max(1, Math.ceilDiv(leftNanos, NANOS_PER_MS)), id -> rung());
  }

  private void rung() {
    timer = NONE;
    if (dueNanos - System.nanoTime() > 0) {
      arm();
    } else {
      onReached.run();
    }
  }
}
