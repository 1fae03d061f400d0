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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Paced models, the server before them, and a client of another make: everything on the wire of
/// this machine.
final class Rig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final StreamTiming USUAL = new StreamTiming(10_000, 10_000, 60_000, 30_000);
  static final int MAX_BODY_BYTES = 256 * 1024;
  static final int MAX_ANSWERS = 128;

  /// The configuration of the README: three proposers, an aggregator that continues a trailing
  /// assistant message. One more paced model is `solo`'s.
  static final String TRIO =
      """
      upstreams:
        local:
          base-url: ${BASE_URL}
          continuation: trailing-assistant
          usage: continuous
      models:
        trio:
          topology: mixture-of-agents
          proposers: ["local/p1", "local/p2", "local/p3"]
          aggregator: local/agg
          pace: { first-chunk: 8 }
          layout: grouped
          quorum: 2
          patience: 200ms
        solo:
          topology: single
          aggregator: local/agg
      """;

  final Vertx vertx = Vertx.vertx();
  final PacedModels models;
  final Staircase staircase;
  final StaircaseServer server;
  final HttpClient http = HttpClient.newHttpClient();

  /// @param yaml with `${BASE_URL}` where the paced models are
  Rig(PacedOptions options, String yaml, StreamTiming timing) {
    this(options, yaml, timing, MAX_ANSWERS);
  }

  Rig(PacedOptions options, String yaml, StreamTiming timing, int maxAnswers) {
    this(
        options,
        yaml,
        timing,
        ServerSettings.DEFAULT.bounded(MAX_BODY_BYTES, maxAnswers, 0),
        Operations.NONE);
  }

  Rig(
      PacedOptions options,
      String yaml,
      StreamTiming timing,
      ServerSettings settings,
      Operations operations) {
    models = await(PacedModels.start(vertx, options.withPort(0)));
    Config config = Config.parse(yaml, "test.yaml", Map.of("BASE_URL", models.baseUrl()));
    staircase = Staircase.start(vertx, config);
    var local = settings.at("127.0.0.1", 0);
    server = await(StaircaseServer.start(vertx, staircase, operations, local, timing));
  }

  /// The README's models, quick and telling `w1 w2 ... w200`, with flags of the paced models on
  /// top.
  static Rig quick(String... flags) {
    return new Rig(paced(flags), TRIO, USUAL);
  }

  /// Paced models of 5 ms to the first token, 1 ms a token and 200 counted words.
  static PacedOptions paced(String... flags) {
    PacedOptions options =
        PacedOptions.parse(
            List.of(
                "--pace",
                "*=steady",
                "--pace",
                "*.ttft=5ms",
                "--pace",
                "*.itl=1ms",
                "--text",
                "*=fixed:200"));
    for (String flag : flags) {
      String[] parts = flag.split(" ", 2);
      options = options.with(parts[0].substring(2), parts[1]);
    }
    return options;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came within " + PATIENCE, e);
    }
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpRequest post(Chat chat) {
    return post(chat.json());
  }

  HttpRequest post(String body) {
    return post("/v1/chat/completions", body);
  }

  HttpRequest post(String path, String body) {
    return HttpRequest.newBuilder(url(path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(Chat chat) throws Exception {
    return send(post(chat));
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(url(path)).timeout(PATIENCE).build());
  }

  /// The events of a streamed answer.
  Sse stream(Chat chat) throws Exception {
    return Sse.of(send(chat.with("stream", true)));
  }

  /// Whether no upstream call is open, now or soon.
  boolean quiet() throws InterruptedException {
    return models.stats().await(stats -> stats.open() == 0, Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    http.shutdownNow();
    await(server.close());
    staircase.close();
    await(models.close());
    await(vertx.close());
  }
}
