package dev.staircase.lab.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs simulations, each on one thread, several at a time, none twice.
///
/// A simulation's figures depend on nothing else, and what is searched next on nothing but figures,
/// so that the number of threads changes the time alone.
final class Trials implements AutoCloseable {
  private final ExecutorService pool;
  private final Progress progress;
  private final Map<Trial, Point> known = new ConcurrentHashMap<>();
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
    Point point = known.get(trial);
    if (point == null) {
      point = trial.run();
      known.put(trial, point);
      ran();
    }
    return point;
  }

  private synchronized void ran() {
    done++;
    expected = Math.max(expected, done);
    progress.ran(done, expected);
  }

  /// Does all of it, as much at a time as there are threads; results in the order of the tasks.
  <T> List<T> all(List<? extends Callable<T>> tasks) throws InterruptedException {
    List<Future<T>> futures = pool.invokeAll(tasks);
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException wrong -> throw wrong;
          case null, default -> throw new IllegalStateException("a simulation failed", e);
        }
      }
    }
    return results;
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
