package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.wire.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Connections that ask nothing are closed, and those that are answered aren't, however long it
/// takes.
class IdleConnectionsTest {
  private static final int REQUEST_MS = 300;
  private static final int MOST_ASKED = 500_000;
  private static final long MOST_BYTES = 32 << 20;
  private static final String HEAD = "POST /v1/chat/completions HTTP/1.1\r\nHost: test\r\n";

  private Rig rig;

  @BeforeEach
  void start() {
    var options =
        Rig.paced(
            "--text *=fixed:30", "--pace *.itl=1ms", "--model slow=agg", "--pace slow.itl=60ms");
    String yaml = Rig.TRIO + "  slow: { topology: single, aggregator: local/slow }\n";
    rig = new Rig(options, yaml, new StreamTiming(10_000, 10_000, 60_000, REQUEST_MS));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void assertClosed() {
    Soon.atMost(0, "connections of clients", rig.server::connections);
  }

  @Test
  void headThatDripsInIsNotWaitedFor() throws Exception {
    List<RawHttp> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      slow.add(new RawHttp(rig.server.port()));
      slow.getLast().send(HEAD + "X-Drip: ");
    }
    Soon.atMost(
        0,
        "connections of clients",
        () -> {
          slow.forEach(one -> one.sendIfOpen("x"));
          return rig.server.connections();
        });
    assertThat(slow.getFirst().readAll()).doesNotContain("200 OK");
  }

  @Test
  void connectionThatAsksNothingIsClosed() throws Exception {
    try (RawHttp silent = new RawHttp(rig.server.port());
        RawHttp once = new RawHttp(rig.server.port())) {
      once.post(Chat.of("solo"));
      assertThat(once.readUntil("}")).contains("200 OK");
      assertClosed();
      assertThat(silent.readAll()).isEmpty();
    }
  }

  @Test
  void bodyThatDripsInIsRefused() throws Exception {
    try (RawHttp slow = new RawHttp(rig.server.port())) {
      slow.send(HEAD + "Content-Length: 500\r\n\r\n{");
      assertThat(slow.readAll()).contains("408", "request_timeout", "Connection: close");
      assertClosed();
    }
  }

  @Test
  void answersTakeAsLongAsTheyTake() throws Exception {
    for (boolean stream : List.of(true, false)) {
      try (RawHttp patient = new RawHttp(rig.server.port())) {
        patient.post(Chat.of("slow").with("stream", stream));
        String answer = patient.readUntil(stream ? "0\r\n\r\n" : "w30");
        assertThat(answer).contains("w30");
      }
    }
    assertClosed();
  }

  /// Each answer is small; all of them are more than its sockets hold.
  @Test
  void whoAsksAndAsksAndReadsNothingIsClosedAndCostsLittle() throws Exception {
    Memory before = Memory.now();
    AtomicInteger asked = new AtomicInteger();
    try (RawHttp greedy = new RawHttp(rig.server.port(), 4 * 1024)) {
      String thousand = "GET /v1/models HTTP/1.1\r\nHost: t\r\n\r\n".repeat(1_000);
      Thread asking =
          Thread.startVirtualThread(() -> {
            while (asked.get() < MOST_ASKED && greedy.sendIfOpen(thousand)) {
              asked.addAndGet(1_000);
            }
          });
      asking.join(Duration.ofSeconds(5));
      Memory more = Memory.now().since(before);
      System.out.printf("asked without reading: %,d times, %s more%n", asked.get(), more);
      assertThat(more.heap() + more.direct()).isLessThan(MOST_BYTES);
      assertClosed();
    }
  }
}
