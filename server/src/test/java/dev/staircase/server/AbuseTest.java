package dev.staircase.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.paced.PacedStats;
import dev.staircase.lab.wire.Memory;
import dev.staircase.runtime.client.Trail;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What gateways were attacked with: each class of published defects, tried.
class AbuseTest {
  private static final String POST = "POST /v1/chat/completions HTTP/1.1\r\nHost: t\r\n";
  private static final int PATIENCE_MS = 10_000;

  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = Rig.quick("--text *=fixed:5");
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static Told told(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.server.port())) {
      socket.setSoTimeout(PATIENCE_MS);
      return Told.exchange(socket, request.getBytes(ISO_8859_1));
    }
  }

  private static int responses(Told told) {
    return told.raw().split("HTTP/1\\.1 [2345]", -1).length - 1;
  }

  /// Whoever stands before us may see one request where we see two, so these get one refusal and
  /// the end of the connection, and no request behind them is heard.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
        "Content-Length: 6\r\nContent-Length: 5\r\n",
        "Content-Length: 6, 5\r\n",
        "Content-Length: +6\r\n",
        "Content-Length: -6\r\n",
        "Content-Length: 0x6\r\n",
        "Content-Length: 6 5\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: identity, chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding:\u000bchunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Content-Length : 6\r\n",
        "X: y\rContent-Length: 6\r\n",
        "X: a\0b\r\nContent-Length: 0\r\n",
        " Content-Length: 6\r\n"
      })
  void ambiguousLengthIsRefusedAndTheConnectionClosed(String headers) throws Exception {
    String behind = "GET /health HTTP/1.1\r\nHost: t\r\n\r\n";
    Told told = told(POST + headers + "\r\n0\r\n\r\nG" + behind + behind);
    assertThat(told.status()).as(told.raw()).isBetween(400, 501);
    assertThat(told.raw()).doesNotContain("HTTP/1.1 200");
    assertThat(responses(told)).as(told.raw()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "5\nhello\n0\n\n",
        "5\r\nhelloX0\r\n\r\n",
        "FFFFFFFFFFFFFFFFF\r\nhello",
        "5;a=\u0000\r\nhello\r\n0\r\n\r\n"
      })
  void badChunksAreRefusedAndTheConnectionClosed(String chunks) throws Exception {
    String behind = "GET /health HTTP/1.1\r\nHost: t\r\n\r\n";
    Told told = told(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks + behind);
    assertThat(told.raw()).doesNotContain("HTTP/1.1 200");
    assertThat(responses(told)).as(told.raw()).isLessThanOrEqualTo(1);
  }

  @Test
  void headersWithoutEndAreRefused() throws Exception {
    Told told = told("GET /health HTTP/1.1\r\nHost: t\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
    assertThat(told.status()).as(told.raw()).isEqualTo(431);
    Told many = told("GET /health HTTP/1.1\r\nHost: t\r\n" + "a: b\r\n".repeat(20_000) + "\r\n");
    assertThat(many.status()).as(many.raw()).isEqualTo(431);
    Told line = told("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: t\r\n\r\n");
    assertThat(line.status()).as(line.raw()).isEqualTo(414);
  }

  /// A server that must not be asked.
  @Test
  void noFieldOfARequestLeadsElsewhere() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Scripted elsewhere =
        new Scripted(question -> {
          asked.incrementAndGet();
          return Scripted.stream("\"delta\":{\"content\":\"no\"},\"finish_reason\":\"stop\"");
        })) {
      String url = elsewhere.url();
      for (String field :
          List.of(
              "base_url",
              "api_base",
              "api_key",
              "baseURL",
              "endpoint",
              "url",
              "custom_llm_provider",
              "extra_body",
              "user",
              "metadata",
              "fallbacks",
              "mock_response")) {
        Chat chat = Chat.of("solo").with(field, url);
        assertThat(rig.send(chat).statusCode()).as(field).isEqualTo(200);
      }
      for (String field : List.of("base-url", "base_url", "upstreams", "aggregator", "proposers")) {
        Chat chat = Chat.of("solo").withJson("staircase", "{\"%s\":\"%s\"}".formatted(field, url));
        assertThat(rig.send(chat).statusCode()).as(field).isEqualTo(400);
      }
      for (String model : List.of(url, url + "/m", "local/agg", "../solo", "solo\u0000")) {
        assertThat(rig.send(Chat.of(model)).statusCode()).as(model).isEqualTo(404);
      }
      Chat image =
          Chat.of("solo")
              .withJson(
                  "messages",
                  "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}]}]"
                      .formatted(url));
      assertThat(rig.send(image).statusCode()).isEqualTo(400);
      int port = Integer.parseInt(url.replaceAll("\\D+127\\D0\\D0\\D1\\D(\\d+).*", "$1"));
      String body = Chat.of("solo").json();
      for (String host : List.of("127.0.0.1:" + port, "metadata.internal", "[::1]", "a b", "")) {
        Told told =
            told(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: %s\r\nX-Forwarded-Host: %s\r\nForwarded: host=%s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(host, host, host, body.length(), body));
        assertThat(told.status()).as(told.raw()).isIn(200, 400);
      }
      Told absolute =
          told(
              "POST %s/chat/completions HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(url, body.length(), body));
      assertThat(absolute.status()).as(absolute.raw()).isIn(200, 400, 404);
    }
    assertThat(asked).hasValue(0);
  }

  /// Nothing that a client sends comes back in a header, or goes on to a model in one.
  @Test
  void headersAreNotReflected() throws Exception {
    String body = Chat.of("solo").with("user", "evil\r\nX-Evil: 1").json();
    Told told =
        told(
            POST
                + "x-request-id: evil\r\nX-Evil: evil\r\nTraceparent: evil\r\nCookie: evil\r\nOrigin: evil\r\nAccept-Encoding: gzip\r\nContent-Type: evil/evil\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(body.length(), body));
    assertThat(told.status()).as(told.raw()).isEqualTo(200);
    assertThat(told.raw().toLowerCase(Locale.ROOT)).doesNotContain("evil", "content-encoding");
    Told path = told("GET /x%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    assertThat(path.raw().toLowerCase(Locale.ROOT)).doesNotContain("\r\nx-evil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "\u00ff", "a,,b", ",", "a\tb"})
  void trailThatIsNoneIsRefused(String hops) throws Exception {
    String body = Chat.of("solo").json();
    Told told =
        told(
            POST
                + Trail.HEADER
                + ": %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(hops, body.length(), body));
    assertThat(told.status()).as(told.raw()).isEqualTo(400);
  }

  /// What asks for much is refused before any of it is made, and before any model is asked.
  @Test
  void limitsHoldBeforeAnythingIsMade() throws Exception {
    PacedStats stats = rig.models.stats();
    int before = stats.calls();
    Memory held = Memory.now();
    for (String[] much :
        List.of(
            new String[] {"n", "1000000000"},
            new String[] {"n", "1e9"},
            new String[] {"top_logprobs", "1000000000"},
            new String[] {"max_tokens", "99999999999999"},
            new String[] {"stop", list("\"s\"", 10_000)},
            new String[] {"messages", list("{\"role\":\"user\",\"content\":\"x\"}", 6_000)},
            new String[] {
              "tools", list("{\"type\":\"function\",\"function\":{\"name\":\"f\"}}", 3_000)
            },
            new String[] {"temperature", "9".repeat(100_000)},
            new String[] {"staircase", "{\"pace\":{\"first-chunk\":1e99}}"})) {
      var response = rig.send(rig.post(Chat.of("solo").withRaw(much[0], much[1])));
      assertThat(response.statusCode()).as(much[0] + ": " + response.body()).isEqualTo(400);
      assertThat(response.body().length()).as(response.body()).isLessThan(2_000);
    }
    assertThat(stats.calls()).isEqualTo(before);
    Memory more = Memory.now().since(held);
    assertThat(more.heap() + more.direct()).isLessThan(16 << 20);
  }

  private static String list(String entry, int times) {
    return "[" + String.join(",", Collections.nCopies(times, entry)) + "]";
  }
}
