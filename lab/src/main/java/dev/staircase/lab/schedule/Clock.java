package dev.staircase.lab.schedule;

import java.util.PriorityQueue;

/// Virtual time: what is due is done in its order; what is due at the same time in the order in
/// which it was put here.
public final class Clock {
  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private double nowMs;
  private long seq;

  private record Due(double atMs, long seq, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int order = Double.compare(atMs, other.atMs);
      return order == 0 ? Long.compare(seq, other.seq) : order;
    }
  }

  public double nowMs() {
    return nowMs;
  }

  /// Does something at a time.
  public void at(double ms, Runnable action) {
    queue.add(new Due(ms, seq++, action));
  }

  /// Goes on to what is due next, and does it.
  ///
  /// @return false when nothing is
  public boolean next() {
    Due due = queue.poll();
    if (due == null) {
      return false;
    }
    nowMs = due.atMs();
    due.action().run();
    return true;
  }
}
