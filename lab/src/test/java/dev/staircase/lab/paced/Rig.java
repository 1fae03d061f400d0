package dev.staircase.lab.paced;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A paced server on a free port, and a plain client for it.
final class Rig implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(20);
  static final String ASK =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Why is the sky blue?\"}]%s}";

  final PacedModels models;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Rig(PacedOptions options) throws Exception {
    models =
        PacedModels.start(vertx, options.withPort(0))
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  static Rig of(PacedModel... models) throws Exception {
    return new Rig(PacedOptions.defaults().withModels(List.of(models)));
  }

  /// The models that come with the product, without their pace.
  static Rig ofDefaults() throws Exception {
    return new Rig(
        PacedOptions.defaults().change("*", m -> m.withPace(new Pace(0, 0, 0, 0, 0, 0, 4))));
  }

  /// A model `m` that writes `w1 w2 ...` as fast as it can.
  static PacedModel fast(int tokens) {
    var pace = new Pace(0, 0, 0, 0, 0, 0, 4);
    return PacedModel.of("m", new Writing.Fixed(tokens), pace);
  }

  static String ask(String more) {
    return ASK.formatted(more);
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + models.port() + path))
            .timeout(LONG)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> chat(String body) throws Exception {
    return post("/v1/chat/completions", body);
  }

  HttpResponse<String> get(String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + models.port() + path);
    return client.send(
        HttpRequest.newBuilder(uri).timeout(LONG).build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Sends a chat request on a connection of its own, which the caller closes.
  Socket open(String body) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), models.port());
    var head =
        "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n%s"
            .formatted(body.length(), body);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /// The data of each event of a stream, `[DONE]` left out.
  static List<JsonNode> events(String body) {
    var events = new ArrayList<JsonNode>();
    for (var event : (Iterable<String>) body.lines()::iterator) {
      if (event.startsWith("data: {")) {
        events.add(Json.parse(event.substring(6)));
      }
    }
    return events;
  }

  /// The content deltas of a stream.
  static List<String> deltas(String body) {
    return events(body).stream()
        .map(e -> e.path("choices").path(0).path("delta").path("content"))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .toList();
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
