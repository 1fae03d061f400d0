package dev.staircase.server;

import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.ServerSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Paced models, the server before them, and a client of another make: everything on the wire of
/// this machine.
final class Rig implements AutoCloseable {
  private static final long PATIENCE_S = 60;

  final Vertx vertx = Vertx.vertx();
  final PacedModels models;
  final Staircase staircase;
  final StaircaseServer server;
  final HttpClient http = HttpClient.newHttpClient();

  /// @param yaml with `${BASE_URL}` where the paced models are
  Rig(PacedOptions options, String yaml) {
    models = await(PacedModels.start(vertx, options.withPort(0)));
    Config config = Config.parse(yaml, "test.yaml", Map.of("BASE_URL", models.baseUrl()));
    staircase = Staircase.start(vertx, config);
    ServerSettings settings = new ServerSettings("127.0.0.1", 0, 1 << 20, 64, 10_000);
    server = await(StaircaseServer.start(vertx, staircase, settings));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came within " + PATIENCE_S + " s", e);
    }
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpRequest post(String body) {
    return HttpRequest.newBuilder(url("/v1/chat/completions"))
        .timeout(Duration.ofSeconds(PATIENCE_S))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
    await(server.close());
    staircase.close();
    await(models.close());
    await(vertx.close());
  }
}
