package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.wire.FaultProxy;
import dev.staircase.lab.wire.Trouble;
import dev.staircase.lab.wire.WatchedVertx;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Claim;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.gate.Health;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Paced models, proxies that make trouble before them and before the server, and what tells that
/// nothing is left of it afterwards.
final class FaultRig implements AutoCloseable {
  static final WatchedVertx WATCHED =
      new WatchedVertx(
          new VertxOptions()
              .setEventLoopPoolSize(2)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1));

  /// So many words that a stream is longer than where any trouble strikes.
  static final int WORDS = 40;

  static final String RIGHT = Sse.counted(WORDS);

  /// `bare` and `bare-too` have nothing to fall back on, and connections of their own; the others
  /// survive their faulty upstream.
  private static final String YAML =
      """
      upstreams:
        direct:
          base-url: ${DIRECT}
          continuation: trailing-assistant
        faulty:
          base-url: ${FAULTY}
          continuation: trailing-assistant
          time-limits: { connect: 2s, first-token: 2s, between-tokens: 2s }
        once:
          base-url: ${ONCE}
          continuation: trailing-assistant
          time-limits: { connect: 2s, first-token: 2s, between-tokens: 2s }
        one:
          base-url: ${FAULTY}
          continuation: trailing-assistant
          time-limits: { connect: 2s, first-token: 2s, between-tokens: 2s }
        other:
          base-url: ${FAULTY}
          continuation: trailing-assistant
          time-limits: { connect: 2s, first-token: 2s, between-tokens: 2s }
      models:
        bare: { topology: single, aggregator: one/agg, retries: 0, limits: { resumes: 0 } }
        bare-too: { topology: single, aggregator: other/agg, retries: 0, limits: { resumes: 0 } }
        alone: { topology: single, aggregator: direct/agg }
        saved: { topology: single, aggregator: faulty/agg, fallback: direct/agg }
        again: { topology: single, aggregator: once/agg }
        team:
          proposers: [direct/p1, direct/p2, faulty/p3]
          aggregator: direct/agg
          pace: { first-chunk: 8 }
          quorum: 2
          patience: 200ms
          retries: 0
      """;

  final PacedModels models;
  final Staircase staircase;
  final StaircaseServer server;
  final FaultProxy front;
  private final AtomicInteger reserved = new AtomicInteger();
  private final FaultProxy faulty;
  private final FaultProxy once;

  /// @param upstream the trouble of every connection to `faulty`, and of the first to `once`
  /// @param client the trouble of every connection to the port of `front`
  FaultRig(@Nullable Trouble upstream, @Nullable Trouble client) {
    var vertx = WATCHED.vertx();
    var options = Rig.paced("--text *=fixed:" + WORDS).withPort(0);
    models = Rig.await(PacedModels.start(vertx, options));
    faulty = proxy(models.port(), n -> upstream);
    once = proxy(models.port(), n -> n == 0 ? upstream : null);
    var env =
        Map.of("DIRECT", models.baseUrl(), "FAULTY", url(faulty.port()), "ONCE", url(once.port()));
    staircase = Staircase.start(vertx, Config.parse(YAML, "test.yaml", env));
    var timing = new StreamTiming(10_000, 10_000, 2_000, 2_000);
    var settings =
        ServerSettings.DEFAULT.at("127.0.0.1", 0).bounded(Rig.MAX_BODY_BYTES, Rig.MAX_ANSWERS, 0);
    var operations = new Operations(new Reserving(), Watcher.NONE, null, null);
    server = Rig.await(StaircaseServer.start(vertx, staircase, operations, settings, timing));
    front = proxy(server.port(), n -> client);
  }

  /// Lets everybody in, and counts what is set aside and not settled.
  private final class Reserving implements Gate {
    @Override
    public Future<Caller> caller(@Nullable String credential) {
      return OPEN.caller(credential);
    }

    @Override
    public Future<Pass> enter(Caller caller, Claim claim) {
      reserved.incrementAndGet();
      return Future.succeededFuture((used, usd) -> reserved.decrementAndGet());
    }

    @Override
    public Future<List<Health>> health() {
      return OPEN.health();
    }
  }

  private static FaultProxy proxy(int port, IntFunction<@Nullable Trouble> script) {
    return Rig.await(FaultProxy.start(WATCHED.vertx(), port, script));
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port + "/v1";
  }

  int struckUpstream() {
    return faulty.struck() + once.struck();
  }

  /// Nothing is under way any more, and nobody forgot to say so.
  void assertQuiet() {
    Soon.atMost(0, "open upstream calls", () -> models.stats().open());
    Soon.atMost(0, "upstream connections in use", WATCHED::leased);
    Soon.atMost(0, "places taken", server::answers);
    Soon.atMost(0, "engines at work", staircase::underWay);
    Soon.atMost(0, "reservations that are not settled", reserved::get);
    assertThat(reserved.get()).as("settled twice").isZero();
    Soon.atMost(0, "connections of clients", server::connections);
  }

  /// Platform threads but those that carry virtual ones.
  static int threads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
            .count();
  }

  /// Closes all of it, and wants no timer left.
  @Override
  public void close() {
    Rig.await(front.close());
    Rig.await(server.close());
    staircase.close();
    Rig.await(faulty.close());
    Rig.await(once.close());
    Rig.await(models.close());
    Soon.atMost(0, "timers", WATCHED::timers);
  }
}
