package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Clients that open a stream and don't read it.
///
/// What waits for them in the server is text, at most the engine's limit on an answer's characters,
/// besides the connection's queue, which takes pieces of 16,384 characters until it holds 64 KiB.
/// So far as nothing is read, bytes in the pipe are the kernel's. A stream that is read late is
/// therefore much shorter than one that is read at once: its text comes in few, large events.
class SlowReaderTest {
  private static final int WORDS = 40_000;
  private static final int READERS = 6;
  private static final int RECEIVE_BYTES = 4 * 1024;

  /// Kernel buffers of both ends, the connection's queue, and the pieces themselves.
  private static final int MOST_EVENT_CHARS = 17 * 1024;

  private static final String YAML =
      """
      upstreams:
        local: { base-url: "${BASE_URL}" }
      models:
        long: { topology: single, aggregator: local/agg, limits: { chars: 1000000 } }
        stuck: { topology: single, aggregator: local/stuck, limits: { chars: 1000000 } }
        short: { topology: single, aggregator: local/p1 }
      """;

  private static Rig rig(StreamTiming timing, int places) {
    return new Rig(
        Rig.paced(
            "--pace *.itl=0.02ms",
            "--text agg=fixed:" + WORDS,
            "--text p1=fixed:50",
            "--model stuck=agg",
            "--fault stuck=hang:" + (WORDS - 1)),
        YAML,
        timing,
        places);
  }

  @Test
  void whatTheyDoNotReadIsBoundedAndHoldsNobodyUp() throws Exception {
    try (Rig rig = rig(Rig.USUAL, 2 * READERS)) {
      String text = Sse.counted(WORDS);
      List<RawHttp> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(new RawHttp(rig.server.port(), RECEIVE_BYTES));
        readers.getLast().post(Chat.of("long").with("stream", true));
      }
      assertThat(rig.stream(Chat.of("short")).content()).isEqualTo(Sse.counted(50));
      assertThat(rig.models.stats().await(s -> s.calls("agg") == READERS, Duration.ofSeconds(10)))
          .isTrue();
      assertThat(rig.quiet()).as("upstream calls complete although nobody reads").isTrue();
      String atOnce = rig.send(Chat.of("long").with("stream", true)).body();
      assertThat(Sse.of(atOnce).content()).isEqualTo(text);
      for (RawHttp reader : readers) {
        String response = reader.readUntil("0\r\n\r\n");
        Sse late = Sse.of(RawHttp.unchunked(response));
        assertThat(late.content()).isEqualTo(text);
        assertThat(late.last().data()).isEqualTo("[DONE]");
        int longest = late.events().stream().mapToInt(e -> e.data().length()).max().orElse(0);
        System.out.printf(
            "read late: %,d bytes in %,d events, the longest %,d; read at once: %,d bytes%n",
            response.length(), late.events().size(), longest, atOnce.length());
        assertThat(longest).isLessThan(MOST_EVENT_CHARS);
        assertThat(response.length()).isLessThan(atOnce.length() / 2);
        reader.close();
      }
    }
  }

  @Test
  void whoTakesNothingForLongIsCutOffAndItsPlaceIsFree() throws Exception {
    try (Rig rig = rig(new StreamTiming(10_000, 100, 500, 30_000), 1);
        RawHttp reader = new RawHttp(rig.server.port(), RECEIVE_BYTES)) {
      reader.post(Chat.of("stuck").with("stream", true));
      assertThat(rig.models.stats().await(s -> s.open("stuck") == 1, Duration.ofSeconds(10)))
          .isTrue();
      assertThat(rig.send(Chat.of("short")).statusCode()).isEqualTo(503);
      assertThat(rig.quiet()).as("nobody goes on for a client that takes nothing").isTrue();
      assertThat(rig.models.stats().closedByClient()).hasSize(1);
      assertThat(rig.send(Chat.of("short")).statusCode()).isEqualTo(200);
      assertThat(reader.readAll()).doesNotContain("[DONE]");
    }
  }
}
