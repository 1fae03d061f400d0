package dev.staircase.server.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.runtime.client.Secret;
import dev.staircase.runtime.config.TelemetrySettings;
import dev.staircase.runtime.config.TraceSettings;
import dev.staircase.server.log.AccessLog;
import dev.staircase.server.log.Lines;
import dev.staircase.server.telemetry.OtlpReceiver;
import dev.staircase.server.telemetry.Telemetry;
import dev.staircase.server.traces.KeptTraces;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CanaryTest {
  private static final String PROMPT = "prompt-canary-5b1f0c77";
  private static final String ANSWER = "answer-canary-90ac41d2";
  private static final String OTLP_KEY = "otlp-key-canary-3ee8a6";

  @TempDir private Path folder;

  /// One model repeats in its error what it was asked and with which key, as upstreams do.
  @Test
  void whatIsAskedAnsweredAndSecretComesOutNowhere() throws Exception {
    var canary = new Canary(PROMPT, ANSWER, Live.KEY, OTLP_KEY);
    String refusal = "!{\"error\":{\"message\":\"key %s: bad: %s\"}}".formatted(Live.KEY, PROMPT);
    TraceSettings keeping =
        new TraceSettings(TraceSettings.DEFAULT.maxAge(), 1 << 20, 1 << 20, folder, 1 << 20);
    try (var lines = new Lines();
        var live = new Live(model -> model.equals("p3") ? refusal : ANSWER + " and more")) {
      var receiver = new OtlpReceiver(live.vertx);
      var settings =
          new TelemetrySettings(
              receiver.url(), Map.of("Authorization", new Secret(OTLP_KEY)), true, 1, "test");
      try (var telemetry = Telemetry.start(settings);
          var traces = KeptTraces.start(keeping, InstantSource.system())) {
        Watcher all = Watcher.all(List.of(telemetry, new AccessLog(), traces));
        live.ask(all, PROMPT, null);
        telemetry.flush();
        assertThat(traces.read("req-1", Play.ANN).orElseThrow())
            .as("they were in the answer")
            .contains(PROMPT, ANSWER)
            .doesNotContain(Live.KEY);
        canary.look("metrics", String.valueOf(telemetry.prometheus()));
        canary.look("settings", settings.toString());
      }
      assertThat(live.requests)
          .anyMatch(request -> request.header("authorization").contains(Live.KEY));
      canary.look(
          "OTLP", receiver.bodies().stream().map(body -> body.toString(ISO_8859_1)).toList());
      canary.look("logs as JSON", lines.json);
      canary.look("logs as text", lines.text);
      canary.lookAtNames(folder);
    }
  }

  @Test
  void aCanaryIsFoundInItsForms() {
    var canary = new Canary(PROMPT, "with a space & more");
    assertThat(canary.in("x" + PROMPT + "y")).isTrue();
    assertThat(canary.in("q=with+a+space+%26+more")).isTrue();
    for (String before : List.of("", "a", "ab", "abc")) {
      byte[] bytes = (before + PROMPT + "zz").getBytes(UTF_8);
      assertThat(canary.in(Base64.getEncoder().encodeToString(bytes))).as(before).isTrue();
    }
    assertThat(canary.in("prompt-canary, another")).isFalse();
  }
}
