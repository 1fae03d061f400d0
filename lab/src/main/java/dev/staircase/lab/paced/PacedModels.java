package dev.staircase.lab.paced;

import dev.staircase.core.chat.Message;
import dev.staircase.lab.facts.Conversation;
import dev.staircase.lab.facts.FactBase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

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
    return vertx
        .executeBlocking(
            () -> {
              warmUp(options);
              return true;
            })
        .compose(warm -> vertx.deployVerticle(server))
        .map(id -> new PacedModels(vertx, options, server, stats, id));
  }

  /// Loads the fact base and writes one answer with each model, so that the first request finds the pace it was promised.
  private static void warmUp(PacedOptions options) {
    var question = FactBase.builtIn().topics().getFirst().question();
    var conversation = new Conversation(List.of(Message.user(question)), false);
    for (var model : options.models()) {
      if (!(model.writing() instanceof Writing.Fixed)) {
        Tokens.count(model.writing().next(conversation, null));
      }
    }
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
