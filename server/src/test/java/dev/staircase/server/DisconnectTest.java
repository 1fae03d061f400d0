package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.paced.PacedStats;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The client leaves: every upstream sees its connection closed, soon, in whatever phase.
class DisconnectTest {
  /// The contract says 100 ms; the tests stay green on a machine that is busy otherwise.
  private static final double MOST_MS = 1_000;

  private static final int TIMES = 7;
  private static final int PLACES = 6;
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final String YAML =
      Rig.TRIO
          + """
            waiting:
              proposers: ["local/late", "local/late", "local/late"]
              aggregator: local/agg
            queued:
              proposers: ["local/narrow", "local/narrow", "local/narrow"]
              aggregator: local/agg
          """;

  private static Rig rig;

  @BeforeAll
  static void start() {
    var options =
        Rig.paced(
            "--pace *.itl=20ms",
            "--model late=p1",
            "--pace late.ttft=60s",
            "--model narrow=late",
            "--pace narrow.slots=1");
    rig = new Rig(options, YAML, Rig.USUAL, PLACES);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "waiting, true, 3, before the first token",
    "waiting, false, 3, before the first token and not streaming",
    "queued, true, 3, queued at the upstream",
    "trio, true, 4, while streaming",
    "trio, false, 4, while writing and not streaming",
    "solo, true, 1, while streaming one model",
  })
  void everyUpstreamSeesItsConnectionClosed(
      String model, boolean stream, int upstreams, String phase) throws Exception {
    List<Double> tookMs = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      tookMs.add(leave(model, stream, upstreams));
    }
    tookMs.sort(null);
    double median = tookMs.get(TIMES / 2);
    System.out.printf(
        "client left %s: %d upstream calls closed, median %.1f ms, most %.1f ms%n",
        phase, upstreams, median, tookMs.getLast());
    assertThat(median).isLessThan(MOST_MS);
  }

  /// Milliseconds from the client's close to when the last upstream saw its own connection closed.
  private static double leave(String model, boolean stream, int upstreams) throws Exception {
    PacedStats stats = rig.models.stats();
    int before = stats.closedByClient().size();
    long left;
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      raw.post(Chat.of(model).with("stream", stream));
      assertThat(stats.await(s -> s.open() == upstreams, SOON)).isTrue();
      if (stream && !model.equals("waiting") && !model.equals("queued")) {
        raw.readUntil("\"content\":");
      }
      left = raw.leave();
    }
    assertThat(stats.await(s -> s.open() == 0, SOON)).as("no call is left open").isTrue();
    return stats.closedByClient().stream()
        .skip(before)
        .mapToDouble(closed -> (closed.noticedNanos() - left) / 1e6)
        .max()
        .orElseThrow();
  }

  @Test
  void fullServerSaysSoAndHasPlacesAgainWhenClientsLeave() throws Exception {
    List<RawHttp> clients = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      clients.add(new RawHttp(rig.server.port()));
      clients.getLast().post(Chat.of("waiting").with("stream", i % 2 == 0));
    }
    assertThat(rig.models.stats().await(stats -> stats.open() == 3 * PLACES, SOON)).isTrue();
    HttpResponse<String> refused = rig.send(Chat.of("solo"));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
    assertThat(RefusalContractTest.error(refused).get("code").stringValue())
        .isEqualTo("overloaded");
    for (RawHttp client : clients) {
      client.leave();
    }
    assertThat(rig.quiet()).isTrue();
    for (int i = 0; i < 2 * PLACES; i++) {
      assertThat(rig.send(Chat.of("solo").with("max_tokens", 1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void clientThatLeavesWhileItIsSendingDoesNoHarm() throws Exception {
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      raw.send("POST /v1/chat/completions HTTP/1.1\r\nHost: t\r\nContent-Length: 500\r\n\r\n{");
      raw.leave();
    }
    assertThat(rig.send(Chat.of("solo").with("max_tokens", 1)).statusCode()).isEqualTo(200);
  }
}
