package dev.staircase.lab.trial;

import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// Asks the questions of a benchmark at their times and hands the answers on.
public final class Runner {
  private final Vertx vertx;
  private final Asker asker;
  private final Consumer<Reply> sink;
  private int under;
  private boolean stopped;

  /// @param vertx event loops that aren't those of the server
  /// @param ports where each variant is served, on loopback
  /// @param scored whether the models speak from the fact base
  /// @param sink takes each answer, one at a time, on any thread
  public Runner(Vertx vertx, ToIntFunction<Variant> ports, boolean scored, Consumer<Reply> sink) {
    this.vertx = vertx;
    this.asker = new Asker(vertx, ports, scored);
    this.sink = sink;
  }

  /// Asks each variant one question after the other, and tells nobody: whatever has to be loaded,
  /// connected or found out is then.
  public void warmUp(Setup setup, List<Prompt> prompts) throws InterruptedException {
    run(
        Slot.inTurn(setup.variants(), prompts.reversed(), setup.warmUp()),
        new Traffic.Closed(1),
        reply -> {});
  }

  /// Asks what isn't answered yet, and waits for the last answer, or until it is stopped. Never to
  /// be called on an event loop.
  public void run(Setup setup, List<Prompt> prompts, ResultsFile done) throws InterruptedException {
    List<Slot> slots =
        Slot.inTurn(setup.variants(), prompts, setup.requests()).stream()
            .filter(slot -> !done.holds(slot.variant(), slot.round()))
            .toList();
    Traffic traffic =
        setup.rate() == null
            ? new Traffic.Closed(setup.concurrency())
            : new Traffic.Open(setup.rate(), setup.seed());
    run(slots, traffic, sink);
  }

  private void run(List<Slot> slots, Traffic traffic, Consumer<Reply> taker)
      throws InterruptedException {
    Iterator<Slot> rest = slots.iterator();
    switch (traffic) {
      case Traffic.Closed(int concurrency) -> {
        for (int i = 0; i < concurrency; i++) {
          next(rest, taker);
        }
      }
      case Traffic.Open open ->
          arrive(rest, open.arrivals(slots.size()), 0, System.nanoTime(), taker);
    }
    synchronized (this) {
      while (under > 0 || (rest.hasNext() && !stopped)) {
        wait();
      }
    }
  }

  private synchronized void next(Iterator<Slot> rest, Consumer<Reply> taker) {
    if (rest.hasNext() && !stopped) {
      ask(rest.next(), taker, () -> next(rest, taker));
    }
  }

  private synchronized void arrive(
      Iterator<Slot> rest, long[] at, int index, long startNanos, Consumer<Reply> taker) {
    if (!rest.hasNext() || stopped) {
      return;
    }
    long waitMs = (at[index] - (System.nanoTime() - startNanos)) / 1_000_000;
    vertx.setTimer(
        Math.max(1, waitMs),
        timer -> {
          synchronized (this) {
            if (!stopped) {
              ask(rest.next(), taker, () -> {});
              arrive(rest, at, index + 1, startNanos, taker);
            }
          }
        });
  }

  private synchronized void ask(Slot slot, Consumer<Reply> taker, Runnable then) {
    under++;
    asker
        .ask(slot)
        .onComplete(asked -> {
          synchronized (this) {
            try {
              if (!stopped) {
                taker.accept(asked.result());
              }
            } finally {
              under--;
              then.run();
              notifyAll();
            }
          }
        });
  }

  /// Asks no more and breaks off the answers under way; they are not handed on.
  public synchronized void stop() {
    stopped = true;
    asker.leave();
    notifyAll();
  }
}
