package dev.staircase.clients;

import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.Operations;
import dev.staircase.server.StaircaseServer;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Claim;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.gate.Health;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.gate.RefusedException;
import dev.staircase.server.gate.Why;
import dev.staircase.server.page.PageAbout;
import dev.staircase.server.page.Scorer.Score;
import dev.staircase.server.telemetry.Telemetry;
import dev.staircase.server.traces.KeptTraces;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Two servers of the page as people run it, one of them for whoever has a key, on models that
/// speak from the fact base a little faster than the built-in ones, a hostile one, one that nobody
/// hears, and one that takes its time.
final class PageSite implements AutoCloseable {
  private static final String KEY = "open-sesame";

  private static final List<String> MODELS =
      List.of(
          "--pace *.ttft=40ms",
          "--pace *.itl=10ms",
          "--pace agg.itl=4ms",
          "--model slow=agg",
          "--pace slow.itl=20ms",
          "--text slow=fixed:10000");

  private static final String CONFIG =
      """
      upstreams:
        local: { base-url: "${PACED}", continuation: trailing-assistant, usage: continuous }
        hostile: { base-url: "${HOSTILE}", continuation: trailing-assistant }
        gone: { base-url: "http://127.0.0.1:1/v1", continuation: new-turn }
      models:
        trio: { proposers: ["local/p1", "local/p2", "local/p3"], aggregator: local/agg }
        debate: { topology: debate, debaters: ["local/p1", "local/p2"], rounds: 2, judge: local/agg }
        hostile: { proposers: ["hostile/a", "local/p2"], aggregator: hostile/b }
        slow: { proposers: ["local/slow", "local/slow"], aggregator: local/slow }
        gone: { topology: single, aggregator: gone/any, retries: 0 }
      """;

  private final Vertx vertx = Vertx.vertx();
  private final PacedModels paced =
      Door.await(PacedModels.start(vertx, PacedOptions.parse(MODELS).withPort(0)));
  private final Staircase staircase;
  private final Telemetry telemetry;
  private final KeptTraces traces;
  private final StaircaseServer open;
  private final StaircaseServer locked;

  PageSite() throws IOException {
    String hostile = Door.await(HostileModel.start(vertx));
    Map<String, String> urls = Map.of("PACED", paced.baseUrl(), "HOSTILE", hostile);
    staircase = Staircase.start(vertx, Config.parse(CONFIG, "page.yaml", urls));
    ServerSettings settings = ServerSettings.DEFAULT.at("127.0.0.1", 0);
    telemetry = Telemetry.start(settings.telemetry());
    traces = KeptTraces.start(settings.traces(), InstantSource.system());
    open = serve(Gate.OPEN, settings);
    locked = serve(new Locked(), settings);
  }

  private StaircaseServer serve(Gate gate, ServerSettings settings) {
    Watcher all = Watcher.all(List.of(telemetry, traces));
    var about = new PageAbout("test", PageSite::score);
    var operations = new Operations(gate, all, telemetry, traces, about);
    return Door.await(StaircaseServer.start(vertx, staircase, operations, settings));
  }

  private static Score score(String question, String answer) {
    FactScore score = FactScore.of(question, answer);
    return new Score(
        score.topic(),
        score.known(),
        score.covered(),
        score.repeated(),
        score.contradicted(),
        score.corrected());
  }

  Vertx vertx() {
    return vertx;
  }

  /// Where everybody may ask.
  String open() {
    return "http://127.0.0.1:" + open.port();
  }

  /// Where a key is wanted.
  String locked() {
    return "http://127.0.0.1:" + locked.port();
  }

  /// Waits until so many calls of `slow`'s models are open.
  void awaitOpen(int calls) throws InterruptedException {
    if (!paced.stats().await(now -> now.open("slow") == calls, Door.PATIENCE)) {
      throw new AssertionError(
          "expected %d open calls, found %d".formatted(calls, paced.stats().open("slow")));
    }
  }

  @Override
  public void close() {
    Door.await(open.close());
    Door.await(locked.close());
    staircase.close();
    telemetry.close();
    traces.close();
    Door.await(paced.close());
    Door.await(vertx.close());
  }

  /// Lets in whoever has the key.
  private record Locked() implements Gate {
    @Override
    public Future<Caller> caller(@Nullable String credential) {
      return KEY.equals(credential)
          ? Future.succeededFuture(new Caller("k1", "tester", List.of(), true))
          : Future.failedFuture(new RefusedException(Why.NO_KEY, "a key is wanted here", 0));
    }

    @Override
    public Future<Pass> enter(Caller caller, Claim claim) {
      return Gate.OPEN.enter(caller, claim);
    }

    @Override
    public Future<List<Health>> health() {
      return Gate.OPEN.health();
    }
  }
}
