package dev.staircase.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.staircase.core.testing.Spoiler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Spoilt bytes over real sockets, from clients and from upstreams: no 500, no hang, nothing in the
/// log, nothing left.
class SocketFuzzTest {
  /// `-Dfuzz.sockets=100000` runs more.
  private static final int CASES = Integer.getInteger("fuzz.sockets", 1_000);

  private static final int AT_ONCE = 48;
  private static final int PATIENCE_MS = 20_000;
  private static final Pattern STATUS = Pattern.compile("(?:^|\r\n\r\n.*?)HTTP/1\\.[01] (\\d{3}) ");

  /// Runs every case, some at once; a case that fails tells its seed.
  private static List<Told> run(IntFunction<Callable<Told>> cases) throws Exception {
    List<Future<Told>> running = new ArrayList<>();
    Semaphore free = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int seed = 0; seed < CASES; seed++) {
        Callable<Told> one = cases.apply(seed);
        free.acquire();
        Callable<Told> freeing =
            () -> {
              try {
                return one.call();
              } finally {
                free.release();
              }
            };
        running.add(threads.submit(freeing));
      }
    }
    List<Told> told = new ArrayList<>();
    for (int seed = 0; seed < CASES; seed++) {
      try {
        told.add(running.get(seed).get());
      } catch (ExecutionException e) {
        fail("seed " + seed, e.getCause());
      }
    }
    return told;
  }

  @Test
  void spoiltRequestsAreRefusedOrAnswered() throws Exception {
    var timing = new StreamTiming(10_000, 10_000, 5_000, 400);
    try (Logs logs = new Logs();
        Rig rig = new Rig(Rig.paced("--text *=fixed:12"), RequestFuzzTest.YAML, timing)) {
      int answered = 0;
      for (Told told : run(seed -> () -> ask(rig.server.port(), seed))) {
        assertThat(STATUS.matcher(told.raw()).results().map(status -> status.group(1)))
            .as(told.raw())
            .isSubsetOf(
                "100", "200", "400", "404", "408", "413", "414", "417", "426", "431", "501", "503",
                "505");
        assertThat(told.raw()).doesNotContain("evil", "X-Evil: 1\r\n");
        answered += told.status() == 200 ? 1 : 0;
      }
      assertThat(answered).isBetween(CASES / 50, CASES / 2);
      Soon.atMost(0, "connections of clients", rig.server::connections);
      assertThat(rig.quiet()).isTrue();
      assertThat(rig.server.answers()).isZero();
      assertThat(logs.heard()).isEmpty();
    }
  }

  private static Told ask(int port, int seed) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MS);
      long start = System.nanoTime();
      Told told = Told.exchange(socket, SpoiltHttp.drawn(new Spoiler(seed)));
      assertThat((System.nanoTime() - start) / 1_000_000)
          .as("milliseconds until the connection ended; seed %d", seed)
          .isLessThan(PATIENCE_MS);
      return told;
    }
  }

  private static final String EVENTS =
      """
      : hello

      data: {"id":"c","choices":[{"index":0,"delta":{"role":"assistant","content":"one "},"finish_reason":null}]}

      data: {"id":"c","choices":[{"index":0,"delta":{"content":"two"},"finish_reason":null}],"usage":null}

      data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2}}

      data: [DONE]

      """;

  /// What an upstream says to a question: spoilt in its events, its HTTP, or both.
  private static byte[] said(Spoiler spoiler) {
    String events = spoiler.draw(2) == 0 ? spoiler.json(EVENTS) : EVENTS;
    int length = events.getBytes(UTF_8).length;
    byte[] response =
        """
        HTTP/1.1 200 OK\r
        Content-Type: text/event-stream\r
        Transfer-Encoding: chunked\r
        \r
        %x\r
        %s\r
        0\r
        \r
        """
            .formatted(length, events)
            .getBytes(UTF_8);
    return spoiler.draw(2) == 0 ? spoiler.bytes(response) : response;
  }

  /// Says it in pieces, and hangs up behind it where the end may have been lost.
  private static void say(NetSocket socket, Spoiler spoiler) {
    byte[] said = said(spoiler);
    for (int from = 0; from < said.length; ) {
      int to = Math.min(said.length, from + 1 + spoiler.draw(300));
      socket.write(Buffer.buffer(Arrays.copyOfRange(said, from, to)));
      from = to;
    }
    if (spoiler.draw(2) == 0) {
      socket.close();
    }
  }

  @Test
  void spoiltUpstreamsAreErrorsOrAnswers() throws Exception {
    Vertx vertx = Vertx.vertx();
    AtomicInteger calls = new AtomicInteger();
    NetServer upstream =
        Rig.await(
            vertx
                .createNetServer()
                .connectHandler(socket ->
                    socket.handler(asked -> say(socket, new Spoiler(calls.getAndIncrement()))))
                .listen(0, "127.0.0.1"));
    String yaml =
        """
        upstreams:
          local: { base-url: "${BASE_URL}" }
          spoilt:
            base-url: http://127.0.0.1:%d/v1
            continuation: trailing-assistant
            time-limits: { first-token: 500ms, between-tokens: 500ms }
        models:
          solo: { topology: single, aggregator: spoilt/m }
          trio: { proposers: [spoilt/a, spoilt/b, spoilt/c], aggregator: spoilt/m, patience: 100ms, quorum: 2 }
        """
            .formatted(upstream.actualPort());
    try (Logs logs = new Logs();
        Rig rig = new Rig(Rig.paced(), yaml, Rig.USUAL)) {
      int answered = 0;
      for (Told told : run(seed -> () -> answer(rig.server.port(), seed))) {
        assertThat(told.whole()).as(told.raw()).isTrue();
        assertThat(told.status()).as(told.raw()).isIn(200, 400, 429, 502, 504, 508);
        answered += told.status() == 200 ? 1 : 0;
      }
      assertThat(answered).isBetween(CASES / 10, CASES * 9 / 10);
      Soon.atMost(0, "answers", rig.server::answers);
      Soon.atMost(0, "engines at work", rig.staircase::underWay);
      assertThat(logs.heard()).isEmpty();
    } finally {
      Rig.await(vertx.close());
    }
  }

  private static Told answer(int port, int seed) throws Exception {
    Chat chat = Chat.of(seed % 2 == 0 ? "solo" : "trio").with("stream", seed % 3 > 0);
    return Told.by(port, "/v1/chat/completions", chat.json(), PATIENCE_MS);
  }
}
