package dev.staircase.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Catches Ctrl-C (and SIGTERM) while a command is at work, so that it can put things in order
/// before the process ends.
///
/// The JVM answers these signals by running its shutdown hooks and ends with 130 (143) whatever
/// they do. The hook here runs what was asked for and then waits, for a limited time, until the
/// command has closed this.
final class Interrupt implements AutoCloseable {
  private static final long USUAL_PATIENCE_MS = 5_000;

  private final List<Runnable> reactions = new ArrayList<>();
  private final CountDownLatch came = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long patienceMs = USUAL_PATIENCE_MS;
  private final Thread hook = new Thread(this::fireAndWait, "interrupt");

  /// Catches this process's signals.
  static Interrupt ofProcess() {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /// Does `reaction` when the signal comes, on another thread; at once if it has come.
  void then(Runnable reaction) {
    synchronized (this) {
      if (!came()) {
        reactions.add(reaction);
        return;
      }
    }
    reaction.run();
  }

  /// How long the command may take to put things in order once the signal has come.
  void patience(long ms) {
    patienceMs = ms;
  }

  /// Whether the signal has come.
  boolean came() {
    return came.getCount() == 0;
  }

  /// Waits for the signal.
  void await() throws InterruptedException {
    came.await();
  }

  /// Acts as the signal does.
  void fire() {
    List<Runnable> due;
    synchronized (this) {
      came.countDown();
      due = List.copyOf(reactions);
      reactions.clear();
    }
    due.forEach(Runnable::run);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook with it.
    }
  }

  private void fireAndWait() {
    fire();
    try {
      if (!closed.await(patienceMs, TimeUnit.MILLISECONDS)) {
        System.err.println("staircase: stopped before everything was put in order");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
