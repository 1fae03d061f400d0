package dev.staircase.clients;

import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.StaircaseServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A server as people run it, with a virtual model for each thing that can happen to a client.
/// Everything is on the wire of this machine.
final class Door implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /// What `trio` and `solo` answer; `cut` breaks off after `w20`, and `slow` takes 200 s.
  static final String COUNTED = counted(200);

  static final String COUNTED_UNTIL_THE_CUT = counted(20);

  private static final List<String> MODELS =
      List.of(
          "--pace *=steady",
          "--pace *.ttft=5ms",
          "--pace *.itl=1ms",
          "--text *=fixed:200",
          "--model slow=agg",
          "--pace slow.itl=20ms",
          "--text slow=fixed:10000",
          "--model cut=agg",
          "--fault cut=die:20");

  /// `trio` is the README's. `weather` calls a tool or speaks JSON; `cut-call` breaks off within a
  /// call; nobody listens where `gone` is.
  private static final String CONFIG =
      """
      upstreams:
        local: { base-url: "${PACED}", continuation: trailing-assistant, usage: continuous }
        scripted: { base-url: "${SCRIPTED}", continuation: trailing-assistant }
        gone: { base-url: "http://127.0.0.1:1/v1", continuation: new-turn }
      models:
        trio:
          topology: mixture-of-agents
          proposers: ["local/p1", "local/p2", "local/p3"]
          aggregator: local/agg
          pace: { first-chunk: 8 }
          layout: grouped
          quorum: 2
          patience: 200ms
        solo: { topology: single, aggregator: local/agg }
        weather: { proposers: ["local/p1", "local/p2", "local/p3"], aggregator: scripted/weather }
        cut-call: { topology: single, aggregator: scripted/cut, limits: { resumes: 0 } }
        slow: { proposers: ["local/slow", "local/slow", "local/slow"], aggregator: local/slow }
        cut: { topology: single, aggregator: local/cut, limits: { resumes: 0 } }
        gone: { topology: single, aggregator: gone/any, retries: 0 }
      """;

  private final Vertx vertx = Vertx.vertx();
  private final PacedModels paced =
      await(PacedModels.start(vertx, PacedOptions.parse(MODELS).withPort(0)));
  private final Staircase staircase;
  private final StaircaseServer server;

  Door() {
    String scripted = await(WeatherModel.start(vertx));
    Map<String, String> urls = Map.of("PACED", paced.baseUrl(), "SCRIPTED", scripted);
    staircase = Staircase.start(vertx, Config.parse(CONFIG, "clients.yaml", urls));
    var settings = ServerSettings.DEFAULT.at("127.0.0.1", 0);
    server = await(StaircaseServer.start(vertx, staircase, settings));
  }

  /// `w1 w2 ... wN`.
  private static String counted(int words) {
    return IntStream.rangeClosed(1, words).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came within " + PATIENCE, e);
    }
  }

  Vertx vertx() {
    return vertx;
  }

  /// Where clients send their requests: `http://127.0.0.1:8080`, on a free port.
  String origin() {
    return "http://127.0.0.1:" + server.port();
  }

  /// What OpenAI's clients call the base URL.
  String baseUrl() {
    return origin() + "/v1";
  }

  /// Waits until so many calls of `slow`'s models are open: 4 in the midst of an answer. None of
  /// them ends by itself while a test is waiting.
  void awaitOpen(int calls) throws InterruptedException {
    if (!paced.stats().await(now -> now.open("slow") == calls, PATIENCE)) {
      throw new AssertionError(
          "expected %d open calls, found %d".formatted(calls, paced.stats().open("slow")));
    }
  }

  @Override
  public void close() {
    await(server.close());
    staircase.close();
    await(paced.close());
    await(vertx.close());
  }
}
