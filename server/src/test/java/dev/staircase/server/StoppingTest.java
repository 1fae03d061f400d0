package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.ServerSettings;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A server that is full, that stops, and that is given another configuration.
class StoppingTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static Rig rig(int places, int line) {
    return new Rig(
        Rig.paced("--pace *.itl=5ms"),
        Rig.TRIO,
        Rig.USUAL,
        ServerSettings.DEFAULT.bounded(Rig.MAX_BODY_BYTES, places, line),
        Operations.NONE);
  }

  private static CompletableFuture<HttpResponse<String>> begin(Rig rig, Chat chat) {
    return rig.http.sendAsync(rig.post(chat), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void requestsWaitForTheirTurnAndTheLineIsBounded() throws Exception {
    try (Rig rig = rig(1, 1)) {
      var first = begin(rig, Chat.of("solo"));
      assertThat(rig.models.stats().await(stats -> stats.open() == 1, SOON)).isTrue();
      var second = begin(rig, Chat.of("solo").with("stream", true));
      while (rig.server.waiting() == 0) {
        Thread.onSpinWait();
      }
      assertThat(rig.send(Chat.of("solo")).statusCode()).isEqualTo(503);
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(Sse.of(second.get()).content()).isEqualTo(Sse.counted(200));
    }
  }

  @Test
  void clientThatLeavesTheLineMakesRoom() throws Exception {
    try (Rig rig = rig(1, 1)) {
      var first = begin(rig, Chat.of("solo"));
      assertThat(rig.models.stats().await(stats -> stats.open() == 1, SOON)).isTrue();
      try (RawHttp raw = new RawHttp(rig.server.port())) {
        raw.post(Chat.of("solo"));
        while (rig.server.waiting() == 0) {
          Thread.onSpinWait();
        }
        raw.leave();
      }
      while (rig.server.waiting() > 0) {
        Thread.onSpinWait();
      }
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(rig.models.stats().received()).hasSize(1);
    }
  }

  @Test
  void answersUnderWayEndAndNoneBegin() throws Exception {
    try (Rig rig = rig(2, 1)) {
      var under = begin(rig, Chat.of("solo").with("stream", true));
      assertThat(rig.models.stats().await(stats -> stats.open() == 1, SOON)).isTrue();
      assertThat(rig.get("/ready").statusCode()).isEqualTo(200);
      Future<Void> drained = rig.server.drain();
      HttpResponse<String> refused = rig.send(Chat.of("solo"));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
      assertThat(RefusalContractTest.error(refused).get("code").stringValue())
          .isEqualTo("stopping");
      assertThat(rig.get("/ready").statusCode()).isEqualTo(503);
      assertThat(rig.get("/health").statusCode()).isEqualTo(200);
      assertThat(drained.isComplete()).isFalse();
      assertThat(Sse.of(under.get()).content()).isEqualTo(Sse.counted(200));
      Rig.await(drained);
    }
  }

  @Test
  void anotherConfigurationTakesOverAndLosesNothing() throws Exception {
    try (Rig rig = rig(2, 1)) {
      var under = begin(rig, Chat.of("solo").with("stream", true));
      assertThat(rig.models.stats().await(stats -> stats.open() == 1, SOON)).isTrue();
      String yaml = Rig.TRIO.replace("  solo:", "  alone:");
      Config config = Config.parse(yaml, "next.yaml", Map.of("BASE_URL", rig.models.baseUrl()));
      rig.server.replace(Staircase.start(rig.vertx, config));
      assertThat(rig.send(Chat.of("solo")).statusCode()).isEqualTo(404);
      assertThat(rig.send(Chat.of("alone")).statusCode()).isEqualTo(200);
      assertThat(Sse.of(under.get()).content()).isEqualTo(Sse.counted(200));
    }
  }
}
