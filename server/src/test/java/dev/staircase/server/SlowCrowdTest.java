package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.wire.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Two hundred clients that open a stream and read nothing of it, and some that read beside them.
///
/// What a client does not read costs its text, up to the model's limit of characters, at most twice
/// while it is turned into events, and 128 KiB for its connection and its answer. The rest lies in
/// the kernel's buffers.
class SlowCrowdTest {
  private static final int READERS = 200;
  private static final int OTHERS = 8;
  private static final int WORDS = 20_000;
  private static final int CHARS = 200_000;
  private static final long MOST_BYTES = READERS * (2L * CHARS + 128 * 1024);
  private static final int PATIENCE_MS = 60_000;

  private static final String YAML =
      """
      upstreams:
        local: { base-url: "${BASE_URL}" }
      models:
        long: { topology: single, aggregator: local/agg, limits: { chars: %d } }
        short: { topology: single, aggregator: local/p1 }
      """
          .formatted(CHARS);

  private static Memory held(Memory before, String when) {
    Memory more = Memory.now().since(before);
    System.out.printf("%s: %,d bytes of heap, %,d outside it%n", when, more.heap(), more.direct());
    return more;
  }

  @Test
  void memoryStaysFlatAndOthersAreAnswered() throws Exception {
    var options =
        Rig.paced("--pace *.itl=0.02ms", "--text agg=fixed:" + WORDS, "--text p1=fixed:50");
    try (Rig rig = new Rig(options, YAML, Rig.USUAL, READERS + OTHERS)) {
      assertThat(rig.stream(Chat.of("short")).content()).isEqualTo(Sse.counted(50));
      Memory before = Memory.now();
      List<RawHttp> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(new RawHttp(rig.server.port(), 4 * 1024));
        readers.getLast().post(Chat.of("long").with("stream", true));
      }
      assertOthersAreAnswered(rig);
      Soon.atMost(0, "answers not written", () -> READERS - rig.models.stats().calls("agg"));
      assertThat(rig.models.stats().await(s -> s.open() == 0, Duration.ofMinutes(2))).isTrue();
      Memory written = held(before, "all is written and nothing read");
      assertThat(written.heap() + written.direct()).isLessThan(MOST_BYTES);
      assertOthersAreAnswered(rig);
      Memory later = held(before, "others were answered meanwhile");
      assertThat(later.heap() + later.direct()).isLessThan(MOST_BYTES);
      for (RawHttp reader : readers) {
        reader.leave();
      }
      Soon.atMost(0, "places taken", rig.server::underWay);
      Soon.atMost(0, "engines at work", rig.staircase::underWay);
      Memory after = held(before, "they have left");
      assertThat(after.heap()).isLessThan(MOST_BYTES / 4);
    }
  }

  private static void assertOthersAreAnswered(Rig rig) throws Exception {
    String body = Chat.of("short").with("stream", true).json();
    Callable<Told> ask =
        () -> Told.by(rig.server.port(), "/v1/chat/completions", body, PATIENCE_MS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Told>> others = new ArrayList<>();
      for (int i = 0; i < OTHERS; i++) {
        others.add(threads.submit(ask));
      }
      for (Future<Told> other : others) {
        assertThat(other.get().text()).isEqualTo(Sse.counted(50));
        assertThat(other.get().answered()).isTrue();
      }
    }
  }
}
