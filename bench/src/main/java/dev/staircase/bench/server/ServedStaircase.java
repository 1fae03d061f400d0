package dev.staircase.bench.server;

import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.StaircaseServer;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The process of the server under test: our own, with a trio of stamped models for each traffic.
///
/// Its arguments are the port of the models, and the names of their traffic.
final class ServedStaircase {
  private static final int MOST_ANSWERS = 4096;

  private ServedStaircase() {}

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    String yaml =
        """
        upstreams:
          local:
            base-url: http://127.0.0.1:%s/v1
            continuation: trailing-assistant
            max-connections: 16384
        models:
        """
            .formatted(args[0]);
    String models =
        Stream.of(args).skip(1).map(ServedStaircase::trio).collect(Collectors.joining());
    Config config = Config.parse(yaml + models, "bench.yaml", Map.of());
    var settings = ServerSettings.DEFAULT.at("127.0.0.1", 0).bounded(1 << 20, MOST_ANSWERS, 0);
    ChildMain.serve(
        StaircaseServer.start(vertx, Staircase.start(vertx, config), settings)
            .map(StaircaseServer::port));
  }

  /// A virtual model with the name of its traffic.
  private static String trio(String traffic) {
    return """
      %1$s:
        topology: mixture-of-agents
        proposers: ["local/%1$s", "local/%1$s", "local/%1$s"]
        aggregator: local/%1$s
        pace: balanced
    """
        .formatted(traffic);
  }
}
