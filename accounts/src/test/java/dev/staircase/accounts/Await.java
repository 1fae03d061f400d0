package dev.staircase.accounts;

import dev.staircase.server.gate.RefusedException;
import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Waits on a test's thread for what happens elsewhere.
final class Await {
  private static final long LIMIT_S = 30;

  private Await() {}

  static <T> T on(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(LIMIT_S, TimeUnit.SECONDS)
        .join();
  }

  /// Why the future was refused.
  static RefusedException refusal(Future<?> future) {
    try {
      throw new AssertionError("expected a refusal, found " + on(future));
    } catch (CompletionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        return refused;
      }
      throw e;
    }
  }
}
