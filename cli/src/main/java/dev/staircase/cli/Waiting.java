package dev.staircase.cli;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/// Waits on a command's own thread for what happens on event loops.
final class Waiting {
  private Waiting() {}

  /// The future's result.
  ///
  /// @throws IOException if it failed with one
  static <T> T on(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException told -> throw told;
        case IOException told -> throw told;
        case null, default -> throw new IOException(String.valueOf(e.getCause()), e);
      }
    }
  }
}
