package dev.staircase.cli;

import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.paced.PacedOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Paced models and a configuration file that names them.
final class Rig implements AutoCloseable {
  final PacedModels models;
  final Path config;
  private final Vertx vertx = Vertx.vertx();

  /// @param flags as `models` takes them, name and value in turn
  Rig(Path folder, String... flags) throws IOException, InterruptedException {
    var options = PacedOptions.defaults().withPort(0);
    for (int i = 0; i < flags.length; i += 2) {
      options = options.with(flags[i], flags[i + 1]);
    }
    models = Waiting.on(PacedModels.start(vertx, options));
    config =
        Files.writeString(
            folder.resolve("staircase.yaml"),
            """
            upstreams:
              local: { base-url: %s, continuation: trailing-assistant }
            models:
              trio:
                topology: mixture-of-agents
                proposers: [local/p1, local/p2, local/p3]
                aggregator: local/agg
              alone:
                topology: single
                aggregator: local/agg
            """
                .formatted(models.baseUrl()));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
