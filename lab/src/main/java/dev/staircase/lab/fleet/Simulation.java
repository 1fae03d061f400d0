package dev.staircase.lab.fleet;

import dev.staircase.lab.measure.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Plays a load on a fleet in virtual time: the engine decides each answer, as it does behind a
/// server.
public final class Simulation {
  private Simulation() {}

  /// Plays it to the end of the last answer, the parts on as many threads as there are cores.
  ///
  /// @throws IllegalArgumentException where a model has fewer replicas than the extent has parts
  public static Result run(Fleet fleet, Strategy strategy, Slo slo, Extent extent)
      throws InterruptedException {
    for (Serving model : fleet.models(strategy)) {
      if (model.replicas() < extent.parts()) {
        throw new IllegalArgumentException(
            "expected at least a replica of %s for each of %d parts, found %d"
                .formatted(model.name(), extent.parts(), model.replicas()));
      }
    }
    List<Callable<Result>> parts = new ArrayList<>();
    for (int i = 0; i < extent.parts(); i++) {
      int number = i;
      parts.add(() -> new Part(fleet, strategy, slo, extent, number).run());
    }
    int threads = Math.min(extent.parts(), Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      Result all = new Result(fleet, strategy, slo);
      for (Future<Result> part : pool.invokeAll(parts)) {
        all.add(part.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part of the simulation failed", e.getCause());
    }
  }
}
