package dev.staircase.lab.paced;

import dev.staircase.lab.facts.FactBase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/// Asks every model once, through a server of its own that is closed again, so that the first real
/// request finds the pace it was promised: the fact base is read, the classes of the whole way are
/// loaded. Leaves no trace in statistics and caches.
final class WarmUp {
  private static final Pace AT_ONCE = new Pace(0, 0, 0, 0, 0, 0, 1);
  private static final int TOKENS = 50;

  private WarmUp() {}

  /// Succeeds in any case: models that could not be warmed are merely slow at first.
  static Future<Void> run(Vertx vertx, PacedOptions options) {
    var server =
        new PacedServer(
            options
                .withHost("127.0.0.1")
                .withPort(0)
                .change("*", m -> m.withPace(AT_ONCE).withFaults(List.of())),
            new PacedStats());
    var client = vertx.createHttpClient();
    return vertx
        .executeBlocking(FactBase::builtIn)
        .compose(base -> vertx.deployVerticle(server))
        .compose(id ->
            askAll(client, server.port(), options.models()).eventually(() -> vertx.undeploy(id)))
        .eventually(client::close)
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private static Future<?> askAll(HttpClient client, int port, List<PacedModel> models) {
    Future<?> asked = Future.succeededFuture();
    for (var model : models) {
      asked = asked.compose(before -> ask(client, port, model.name()));
    }
    return asked;
  }

  private static Future<?> ask(HttpClient client, int port, String model) {
    var body = Json.object();
    body.put("model", model);
    body.put("stream", true);
    body.put("max_tokens", TOKENS);
    var message = body.putArray("messages").addObject();
    message.put("role", "user");
    message.put("content", FactBase.builtIn().topics().getFirst().question());
    return client
        .request(HttpMethod.POST, port, "127.0.0.1", "/v1/chat/completions")
        .compose(request -> request.send(body.toString()))
        .compose(response -> response.body());
  }
}
