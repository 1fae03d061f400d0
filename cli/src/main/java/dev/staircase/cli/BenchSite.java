package dev.staircase.cli;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.lab.trial.Variant;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.AskException;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.StaircaseServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The servers that a benchmark asks, each on a free port of loopback: one for all variants; of the
/// built-in models one for each, so that none finds another's prompts in a cache.
final class BenchSite {
  private static final List<Message> ANY = List.of(Message.user("?"));

  private final Vertx vertx;
  private final @Nullable Path config;
  private final Map<String, String> env;
  private final Session first;
  private final Map<Variant, Integer> ports = new HashMap<>();

  BenchSite(Vertx vertx, @Nullable Path config, Map<String, String> env)
      throws IOException, InterruptedException {
    this.vertx = vertx;
    this.config = config;
    this.env = env;
    this.first = Session.open(vertx, config, env);
  }

  List<String> models() {
    return first.staircase().models();
  }

  /// How soon answers could have begun at best.
  BenchIdeal ideal() {
    return new BenchIdeal(first);
  }

  boolean builtIn() {
    return first.builtIn() != null;
  }

  /// Checks that every variant can be answered.
  ///
  /// @throws AskException where one can't
  void check(List<Variant> variants) throws IOException, InterruptedException {
    for (Variant variant : variants) {
      Ask ask = new Ask(variant.model(), ANY, Sampling.DEFAULT, 0, variant.overrides());
      Waiting.on(first.staircase().plan(ask));
    }
  }

  void serve(List<Variant> variants) throws IOException, InterruptedException {
    Session session = first;
    int port = serve(session);
    for (Variant variant : variants) {
      if (builtIn() && !ports.isEmpty()) {
        port = serve(Session.open(vertx, config, env));
      }
      ports.put(variant, port);
    }
  }

  private int serve(Session session) throws IOException, InterruptedException {
    ServerSettings settings = session.config().server();
    return Waiting.on(
            StaircaseServer.start(
                vertx, session.staircase(), settings.at(ServerSettings.DEFAULT.host(), 0)))
        .port();
  }

  /// Where a variant is served.
  int port(Variant variant) {
    return Objects.requireNonNull(ports.get(variant));
  }
}
