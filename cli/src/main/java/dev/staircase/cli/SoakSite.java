package dev.staircase.cli;

import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.lab.wire.FaultProxy;
import dev.staircase.lab.wire.Trouble;
import dev.staircase.lab.wire.WatchedVertx;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.client.TimeLimits;
import dev.staircase.runtime.client.UpstreamSettings;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.StaircaseServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a soak runs on: a server on event loops of its own, and around it paced models that fail
/// now and then, and proxies that make trouble between models and server, and between server and
/// clients.
final class SoakSite {
  private static final int WORDS = 150;
  private static final double TROUBLE_UPSTREAM = 0.05;
  private static final double TROUBLE_CLIENT = 0.2;
  private static final TimeLimits LIMITS = new TimeLimits(2_000, 5_000, 5_000, 60_000);
  private static final String FAULTS =
      "refuse:503@0.02,refuse:429:1s@0.01,die:20@0.02,hang@0.005,hang:40@0.005,stall:10:2s@0.02,garbage:30@0.01,no-finish:50@0.01,error-event:60@0.01,slow:3x@0.05";

  final WatchedVertx watched = new WatchedVertx(new VertxOptions().setUseDaemonThread(true));
  final PacedModels models;
  final Staircase staircase;
  final StaircaseServer server;
  final FaultProxy front;

  /// @param around the event loops of models and proxies
  SoakSite(Vertx around, long seed) throws IOException, InterruptedException {
    models =
        Waiting.on(
            PacedModels.start(
                around,
                PacedOptions.defaults()
                    .withPort(0)
                    .withSeed(seed)
                    .with("text", "*=fixed:" + WORDS)
                    .with("fault", "*=" + FAULTS)));
    FaultProxy behind =
        Waiting.on(FaultProxy.start(around, models.port(), drawn(seed, TROUBLE_UPSTREAM)));
    Config usual = Config.builtIn("http://127.0.0.1:" + behind.port() + "/v1");
    Map<String, UpstreamSettings> upstreams = new LinkedHashMap<>();
    usual.upstreams().forEach((name, upstream) -> upstreams.put(name, upstream.withLimits(LIMITS)));
    var config =
        new Config(upstreams, usual.traits(), usual.prices(), usual.models(), usual.server());
    staircase = Staircase.start(watched.vertx(), config);
    ServerSettings settings = config.server();
    server =
        Waiting.on(
            StaircaseServer.start(watched.vertx(), staircase, settings.at(settings.host(), 0)));
    front = Waiting.on(FaultProxy.start(around, server.port(), drawn(seed + 1, TROUBLE_CLIENT)));
  }

  /// Trouble of every kind and phase for a share of the connections.
  private static IntFunction<@Nullable Trouble> drawn(long seed, double share) {
    var kinds = Trouble.Kind.values();
    var phases = Trouble.Phase.values();
    Random random = new Random(seed);
    return connection ->
        random.nextDouble() < share
            ? Trouble.drawn(
                kinds[random.nextInt(kinds.length)], phases[random.nextInt(phases.length)], random)
            : null;
  }

  /// What every answer says.
  String right() {
    return IntStream.rangeClosed(1, WORDS).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }
}
