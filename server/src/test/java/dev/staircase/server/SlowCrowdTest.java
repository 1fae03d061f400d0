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
/// What a client does not read costs six bytes for each character of its text, in the engine and on
/// its way, up to the model's limit, and 192 KiB for its connection; the kernel holds 256 KiB
/// besides.
class SlowCrowdTest {
  private static final int READERS = 200;
  private static final int OTHERS = 8;
  private static final int WORDS = 2_000;
  private static final int CHARS = 15_000;
  private static final long MOST_BYTES = READERS * (6L * CHARS + 192 * 1024);
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
      crowd(rig);
      Memory before = Memory.now();
      crowd(rig);
      Memory after = held(before, "a second crowd has come and left");
      assertThat(after.heap() + after.direct()).isLessThan(MOST_BYTES / 4);
    }
  }

  private static void crowd(Rig rig) throws Exception {
    Memory before = Memory.now();
    int calls = rig.models.stats().calls("agg");
    List<RawHttp> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(new RawHttp(rig.server.port(), 4 * 1024));
      readers.getLast().post(Chat.of("long").with("stream", true));
    }
    assertOthersAreAnswered(rig);
    Duration patience = Duration.ofMinutes(2);
    assertThat(
            rig.models
                .stats()
                .await(s -> s.calls("agg") == calls + READERS && s.open() == 0, patience))
        .as("everything is written although nobody reads")
        .isTrue();
    assertThat(rig.server.answers()).as("answers that wait for a reader").isEqualTo(READERS);
    assertOthersAreAnswered(rig);
    Memory more = held(before, "all is written and nothing read");
    assertThat(more.heap() + more.direct()).isLessThan(MOST_BYTES);
    for (RawHttp reader : readers) {
      reader.leave();
    }
    Soon.atMost(0, "places taken", rig.server::answers);
    Soon.atMost(0, "engines at work", rig.staircase::underWay);
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
