package dev.staircase.lab.schedule;

import java.util.Arrays;

/// Virtual time: what is due is done in its order; what is due at the same time in the order in
/// which it was put here.
///
/// A binary heap in arrays, since a simulation spends a good part of its time here.
public final class Clock {
  private double[] times = new double[64];
  private long[] turns = new long[64];
  private Runnable[] actions = new Runnable[64];
  private int size;
  private double nowMs;
  private long turn;

  public double nowMs() {
    return nowMs;
  }

  /// Does something at a time.
  public void at(double ms, Runnable action) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      turns = Arrays.copyOf(turns, 2 * size);
      actions = Arrays.copyOf(actions, 2 * size);
    }
    long own = turn++;
    int place = size++;
    while (place > 0 && comesBefore(ms, own, (place - 1) / 2)) {
      move((place - 1) / 2, place);
      place = (place - 1) / 2;
    }
    put(place, ms, own, action);
  }

  /// Goes on to what is due next, and does it.
  ///
  /// @return false when nothing is
  public boolean next() {
    if (size == 0) {
      return false;
    }
    nowMs = times[0];
    Runnable action = actions[0];
    takeFirst();
    action.run();
    return true;
  }

  /// Closes the gap at the top with what stands last.
  private void takeFirst() {
    int last = --size;
    double ms = times[last];
    long own = turns[last];
    int place = 0;
    for (int child = 1; child < last; child = 2 * place + 1) {
      if (child + 1 < last && comesBefore(times[child + 1], turns[child + 1], child)) {
        child++;
      }
      if (comesBefore(ms, own, child)) {
        break;
      }
      move(child, place);
      place = child;
    }
    put(place, ms, own, actions[last]);
  }

  private boolean comesBefore(double ms, long own, int place) {
    return ms < times[place] || (ms == times[place] && own < turns[place]);
  }

  private void move(int from, int to) {
    put(to, times[from], turns[from], actions[from]);
  }

  private void put(int place, double ms, long own, Runnable action) {
    times[place] = ms;
    turns[place] = own;
    actions[place] = action;
  }
}
