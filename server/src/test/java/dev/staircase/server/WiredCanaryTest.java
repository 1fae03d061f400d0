package dev.staircase.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.runtime.client.Secret;
import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.runtime.config.TelemetrySettings;
import dev.staircase.runtime.config.TraceSettings;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.log.AccessLog;
import dev.staircase.server.log.Lines;
import dev.staircase.server.telemetry.OtlpReceiver;
import dev.staircase.server.telemetry.Telemetry;
import dev.staircase.server.traces.KeptTraces;
import dev.staircase.server.watch.Canary;
import dev.staircase.server.watch.Watcher;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A client's key, an upstream's key and a prompt go through the whole server, rightly and wrongly
/// asked: no log, metric or span holds them, and no response the upstream's key.
class WiredCanaryTest {
  private static final String PROMPT = "prompt-canary-5b1f0c77";
  private static final String CLIENT_KEY = "sk-client-canary-2c90d1e4";
  private static final String UPSTREAM_KEY = "sk-upstream-canary-81f6aa07";

  private static final String YAML =
      Rig.TRIO
              .replace("  local:\n", "  local:\n    api-key: " + UPSTREAM_KEY + "\n")
              .replace(
                  "  solo:", "  lost: { topology: single, aggregator: local/refuse-401 }\n  solo:")
          + "server: { pass-through: [\"local/*\"] }\n";

  @Test
  void whatGoesThroughTheServerComesOutNowhereElse() throws Exception {
    var canary = new Canary(PROMPT, CLIENT_KEY, UPSTREAM_KEY);
    List<String> responses = new ArrayList<>();
    try (var lines = new Lines();
        var watched = new Watched();
        var rig = watched.rig()) {
      for (String body :
          List.of(
              Chat.of("trio", PROMPT).json(),
              Chat.of("trio", PROMPT).with("stream", true).json(),
              Chat.of("lost", PROMPT).json(),
              Chat.of("local/p1", PROMPT).json(),
              Chat.of("local/refuse-401", PROMPT).with("stream", true).json(),
              Chat.of(PROMPT, PROMPT).json(),
              Chat.of("trio", PROMPT).with("temperature", PROMPT).json(),
              Chat.of("trio", PROMPT).json().replace("}", ""))) {
        for (String path : List.of("/v1/chat/completions", "/v1/messages", "/v1/responses")) {
          responses.add(ask(rig, path, body));
        }
      }
      responses.add(ask(rig, "/v1/" + PROMPT + "?key=" + CLIENT_KEY, "{}"));
      watched.telemetry.flush();
      canary.look("metrics", String.valueOf(watched.telemetry.prometheus()));
      canary.look("OTLP", watched.sent());
      canary.look("logs as JSON", lines.json);
      canary.look("logs as text", lines.text);
    }
    new Canary(UPSTREAM_KEY, CLIENT_KEY).look("responses", responses);
    assertThat(responses).anyMatch(response -> response.contains("w1 w2"));
  }

  private static String ask(Rig rig, String path, String body) throws Exception {
    HttpResponse<String> response =
        rig.send(
            HttpRequest.newBuilder(rig.post(path, body), (name, value) -> true)
                .header("Authorization", "Bearer " + CLIENT_KEY)
                .build());
    return response.headers().map() + response.body();
  }

  /// Everything that looks on at a server.
  private static final class Watched implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final OtlpReceiver receiver = new OtlpReceiver(vertx);
    private final Telemetry telemetry =
        Telemetry.start(
            new TelemetrySettings(
                receiver.url(), Map.of("Authorization", new Secret("otlp")), true, 1, "test"));
    private final KeptTraces traces;

    Watched() throws Exception {
      traces = KeptTraces.start(TraceSettings.DEFAULT, InstantSource.system());
    }

    Rig rig() {
      return new Rig(
          Rig.paced("--model refuse-401=p1", "--fault refuse-401=refuse:401"),
          YAML,
          Rig.USUAL,
          ServerSettings.DEFAULT.bounded(Rig.MAX_BODY_BYTES, Rig.MAX_ANSWERS, 0),
          new Operations(
              Gate.OPEN,
              Watcher.all(List.of(telemetry, new AccessLog(), traces)),
              telemetry,
              traces));
    }

    List<String> sent() {
      return receiver.bodies().stream().map(body -> body.toString(ISO_8859_1)).toList();
    }

    @Override
    public void close() {
      traces.close();
      telemetry.close();
      Rig.await(vertx.close());
    }
  }
}
