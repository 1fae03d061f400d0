package dev.staircase.lab.paced;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/// Paced model servers that are running.
public final class PacedModels {
  private final Vertx vertx;
  private final PacedOptions options;
  private final PacedServer server;
  private final PacedStats stats;
  private final String deployment;

  private PacedModels(
      Vertx vertx, PacedOptions options, PacedServer server, PacedStats stats, String deployment) {
    this.vertx = vertx;
    this.options = options;
    this.server = server;
    this.stats = stats;
    this.deployment = deployment;
  }

  /// Starts serving on an event loop of its own.
  ///
  /// @return fails where the address cannot be listened on
  public static Future<PacedModels> start(Vertx vertx, PacedOptions options) {
    var stats = new PacedStats();
    var server = new PacedServer(options, stats);
    return WarmUp.run(vertx, options)
        .compose(warm -> vertx.deployVerticle(server))
        .map(id -> new PacedModels(vertx, options, server, stats, id));
  }

  /// The base URL for OpenAI clients, such as `http://127.0.0.1:8801/v1`.
  public String baseUrl() {
    return "http://" + options.host() + ":" + port() + "/v1";
  }

  /// The port listened on.
  public int port() {
    return server.port();
  }

  public PacedOptions options() {
    return options;
  }

  /// The pace of the model called `name`, from which a caller can work out ideal times.
  ///
  /// @throws IllegalArgumentException where there is none
  public Pace pace(String name) {
    return options.model(name).pace();
  }

  public PacedStats stats() {
    return stats;
  }

  /// Stops serving; open answers break off.
  public Future<Void> close() {
    return vertx.undeploy(deployment);
  }
}
