package dev.staircase.lab.schedule;

import dev.staircase.core.engine.Event;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Virtual time: what is due, in its order; what is due at the same time comes in the order in
/// which it was put here.
final class Clock {
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingDouble(Due::atMs).thenComparingLong(Due::seq));
  private double nowMs;
  private long seq;

  /// @param call the call that speaks next, where `event` is null
  record Due(double atMs, long seq, int call, @Nullable Event event) {}

  double nowMs() {
    return nowMs;
  }

  void at(double ms, Event event) {
    queue.add(new Due(ms, seq++, -1, event));
  }

  void speaks(double ms, int call) {
    queue.add(new Due(ms, seq++, call, null));
  }

  /// Goes on to what is due next; null when nothing is.
  @Nullable Due next() {
    Due due = queue.poll();
    nowMs = due == null ? nowMs : due.atMs();
    return due;
  }
}
