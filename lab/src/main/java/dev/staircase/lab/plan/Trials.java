package dev.staircase.lab.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/// Runs simulations, each on one thread, several at a time, none twice.
///
/// A simulation's figures depend on nothing else, and what is searched next on nothing but figures,
/// so that the number of threads changes the time alone: a thread that has nothing to do runs what
/// may be asked for next.
final class Trials implements AutoCloseable {
  private final ExecutorService pool;
  private final Progress progress;
  private final Map<Trial, FutureTask<Point>> known = new ConcurrentHashMap<>();
  private final Set<Trial> asked = ConcurrentHashMap.newKeySet();
  private int done;
  private int expected;

  Trials(int threads, Progress progress) {
    this.pool = Executors.newFixedThreadPool(threads);
    this.progress = progress;
  }

  /// More simulations are to come than was thought, or fewer.
  synchronized void expect(int more) {
    expected += more;
  }

  /// What a simulation comes to.
  Point run(Trial trial) throws InterruptedException {
    FutureTask<Point> task = task(trial);
    task.run(); // Does nothing where another thread has begun it.
    Point point = result(task);
    if (asked.add(trial)) {
      ran();
    }
    return point;
  }

  /// A simulation that may be asked for soon.
  ///
  /// @param still whether it may, when a thread comes to it
  void ahead(Trial trial, BooleanSupplier still) {
    pool.execute(() -> {
      if (still.getAsBoolean()) {
        task(trial).run();
      }
    });
  }

  private FutureTask<Point> task(Trial trial) {
    return known.computeIfAbsent(trial, wanted -> new FutureTask<>(wanted::run));
  }

  private static <T> T result(Future<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException wrong -> throw wrong;
        case null, default -> throw new IllegalStateException("a simulation failed", e);
      }
    }
  }

  private synchronized void ran() {
    done++;
    expected = Math.max(expected, done);
    progress.ran(done, expected);
  }

  /// Does all of it, as much at a time as there are threads; results in the order of the tasks.
  <T> List<T> all(List<? extends Callable<T>> tasks) throws InterruptedException {
    List<T> results = new ArrayList<>();
    for (Future<T> future : pool.invokeAll(tasks)) {
      results.add(result(future));
    }
    return results;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
