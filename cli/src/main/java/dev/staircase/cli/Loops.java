package dev.staircase.cli;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The event loops of one command.
final class Loops implements AutoCloseable {
  private static final long MOST_WAIT_S = 3;

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setUseDaemonThread(true)
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setClassPathResolvingEnabled(false)
                      .setFileCachingEnabled(false)));

  Vertx vertx() {
    return vertx;
  }

  /// Closes everything that was opened on them.
  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(MOST_WAIT_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The process is about to end, and whatever did not close with it.
    }
  }
}
