package dev.staircase.lab.sim;

import dev.staircase.core.engine.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// What is about to happen in a simulated world, and in which order it does.
interface Agenda {
  /// Something that is going to happen.
  ///
  /// @param atMicros when, in virtual microseconds since the start
  /// @param tie decides between things at the same time
  /// @param seq counts what was put on the agenda
  record Item(long atMicros, long tie, long seq, Event event) {}

  void add(long atMicros, Event event);

  /// Takes what happens next off the agenda; null when nothing does.
  @Nullable Item next();

  /// Virtual time: what is earlier comes first, chance decides ties.
  final class Timed implements Agenda {
    private final PriorityQueue<Item> queue =
        new PriorityQueue<>(
            Comparator.comparingLong(Item::atMicros)
                .thenComparingLong(Item::tie)
                .thenComparingLong(Item::seq));
    private final Chance ties;
    private long seq;

    Timed(Chance ties) {
      this.ties = ties;
    }

    @Override
    public void add(long atMicros, Event event) {
      queue.add(new Item(atMicros, ties.next(), seq++, event));
    }

    @Override
    public @Nullable Item next() {
      return queue.poll();
    }
  }

  /// Every order, whatever the times; what comes later than it was due makes it later for all. Each
  /// run takes one choice after the other from a path, which [#advance] then moves on to the next.
  final class Walk implements Agenda {
    private final List<Item> enabled = new ArrayList<>();
    private final List<Integer> path = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private int depth;
    private long nowMicros;

    @Override
    public void add(long atMicros, Event event) {
      enabled.add(new Item(atMicros, 0, 0, event));
    }

    @Override
    public @Nullable Item next() {
      if (enabled.isEmpty()) {
        return null;
      }
      if (depth == path.size()) {
        path.add(0);
        widths.add(enabled.size());
      }
      Item taken = enabled.remove((int) path.get(depth++));
      nowMicros = Math.max(nowMicros, taken.atMicros());
      return new Item(nowMicros, 0, 0, taken.event());
    }

    /// Begins the next path.
    ///
    /// @return whether there is one
    boolean advance() {
      enabled.clear();
      depth = 0;
      nowMicros = 0;
      while (!path.isEmpty() && path.getLast() + 1 == widths.getLast()) {
        path.removeLast();
        widths.removeLast();
      }
      if (path.isEmpty()) {
        return false;
      }
      path.add(path.removeLast() + 1);
      return true;
    }
  }
}
