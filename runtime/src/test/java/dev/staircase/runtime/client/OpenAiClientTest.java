package dev.staircase.runtime.client;

import static dev.staircase.runtime.client.FakeUpstream.DONE;
import static dev.staircase.runtime.client.FakeUpstream.HELLO;
import static dev.staircase.runtime.client.FakeUpstream.STOP;
import static dev.staircase.runtime.client.FakeUpstream.USAGE;
import static dev.staircase.runtime.client.FakeUpstream.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.CallError.Kind;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.client.FakeUpstream.Exchange;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiClientTest extends ClientRig {
  @Test
  void anAnswerComesWithItsUsage() {
    var fake = fake(exchange -> exchange.write(HELLO).end(STOP + USAGE + DONE));
    var recorder =
        Recorder.open(
            context,
            client(fake.url(), s -> s.withHeaders(Map.of("X-Title", new Secret("ours")))),
            CALL);
    assertThat(recorder.end()).isEqualTo(new Recorder.End(Finish.STOP, new Usage(3, 0, 1), null));
    assertThat(recorder.told()).containsExactly("delta Hello", "ended");
    var seen = fake.next();
    assertThat(seen.body()).isEqualTo(ChatWire.request(CALL, Dialect.DEFAULT).body());
    assertThat(seen.request().method().name() + " " + seen.request().uri())
        .isEqualTo("POST /v1/chat/completions");
    assertThat(seen.request().getHeader("Authorization")).isEqualTo("Bearer sk-very-secret");
    assertThat(seen.request().getHeader("X-Title")).isEqualTo("ours");
    assertThat(seen.request().getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(seen.request().getHeader("Accept-Encoding")).isNull();
  }

  @Test
  void theConnectionIsUsedAgainByACallOpenedAtTheEndOfTheLast() {
    var fake = fake(exchange -> exchange.write(HELLO).end(STOP + USAGE + DONE));
    var client = client(fake.url(), s -> s);
    var chain = new Chain(client);
    context.runOnContext(v -> chain.next());
    await(chain.done);
    assertThat(fake.connections()).isEqualTo(1);
  }

  /// Opens a call from within the end of the one before.
  private static final class Chain implements ModelClient.Listener {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final OpenAiClient client;
    private int left = 20;

    Chain(OpenAiClient client) {
      this.client = client;
    }

    private void next() {
      client.open(CALL, this);
    }

    @Override
    public void delta(String text) {}

    @Override
    public void ended(Finish finish, @Nullable Usage usage) {
      left--;
      if (left == 0) {
        done.complete(null);
      } else {
        next();
      }
    }

    @Override
    public void failed(CallError error) {
      done.completeExceptionally(new AssertionError(error));
    }
  }

  @Test
  void aRefusalLeavesTheConnectionUsable() {
    var fake = fake(exchange -> exchange.status(503, "{\"error\":{\"message\":\"loading\"}}"));
    var client = client(fake.url(), s -> s);
    assertThat(open(client).error().message()).contains("loading");
    assertThat(open(client).error().message()).contains("loading");
    assertThat(fake.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "400, OURS",
    "401, OURS",
    "403, OURS",
    "404, OURS",
    "405, OURS",
    "413, OURS",
    "415, OURS",
    "422, OURS",
    "418, OURS",
    "302, OURS",
    "408, THEIRS",
    "500, THEIRS",
    "502, THEIRS",
    "503, THEIRS",
    "529, THEIRS",
    "204, THEIRS",
    "508, OURS",
    "429, LIMIT"
  })
  void statusesAreToldApartAndKeepTheUpstreamsWords(int status, Kind kind) {
    String body =
        status == 204
            ? ""
            : "{\"error\":{\"message\":\"no such luck with sk-very-secret\",\"type\":\"x\"}}";
    var error = open(fake(exchange -> exchange.status(status, body))).error();
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.status()).isEqualTo(status);
    assertThat(error.message()).contains("local/m/1", "status " + status).doesNotContain("sk-very");
    if (status != 204) {
      assertThat(error.message()).contains("no such luck with ***");
    }
  }

  @Test
  void ofALongRefusalTheBeginningIsReadAndItsConnectionClosed() {
    var fake =
        fake(exchange ->
            exchange
                .request()
                .response()
                .setStatusCode(500)
                .setChunked(true)
                .write("x".repeat(100_000)));
    assertThat(open(fake).error().message()).contains("xxx...").hasSizeLessThan(1_200);
    await(fake.next().closed());
  }

  @Test
  void anUpstreamMaySayWhenToComeBack() {
    var fake =
        fake(exchange -> {
          exchange.request().response().putHeader("Retry-After", "7");
          exchange.status(503, "{}");
        });
    assertThat(open(fake).error().retryAfterMs()).isEqualTo(7_000);
    assertThat(open(fake(exchange -> exchange.status(503, "{}"))).error().retryAfterMs()).isZero();
  }

  @Test
  void toolCallsComeWhereToolsAreOffered() {
    var fake = fake(exchange -> exchange.write(HELLO).end(CALLS + USAGE + DONE));
    var offering = new Sampling(null, null, null, List.of(), null, Form.TEXT_OR_TOOLS);
    var call = new ModelCall("local/m", CALL.messages(), Continuation.NEW_TURN, 0, offering);
    var recorder = Recorder.open(context, client(fake.url(), s -> s), call);
    assertThat(recorder.end().finish()).isEqualTo(Finish.TOOL_CALLS);
    assertThat(recorder.told()).containsExactly("delta Hello", "calls [{\"index\":0}]", "ended");
    assertThat(open(fake).error().message()).contains("since no tools were offered");
  }

  @Test
  void callsTellWhatTheQuestionCameThrough() {
    var fake = fake(exchange -> exchange.end(HELLO + STOP + DONE));
    var client = client(fake.url(), s -> s);
    var trail = Trail.parse("a/b, c/d");
    Recorder.open(context, client.onBehalfOf(trail), CALL).end();
    assertThat(fake.next().request().getHeader(Trail.HEADER)).isEqualTo("a/b, c/d");
    open(client).end();
    assertThat(fake.next().request().getHeader(Trail.HEADER)).isNull();
  }

  @Test
  void aCallCarriesItsPlaceInADistributedTrace() {
    var fake = fake(exchange -> exchange.end(HELLO + STOP + DONE));
    var client = client(fake.url(), s -> s);
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    Recorder.open(context, client, CALL, new TraceContext(parent, "v=1")).end();
    var request = fake.next().request();
    assertThat(request.getHeader("traceparent")).isEqualTo(parent);
    assertThat(request.getHeader("tracestate")).isEqualTo("v=1");
    open(client).end();
    assertThat(fake.next().request().getHeader("traceparent")).isNull();
  }

  private static final String CALLS =
      "data:"
          + " {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0}]},\"finish_reason\":\"tool_calls\"}]}\n\n";

  record Break(String what, Consumer<Exchange> script, Kind kind, String text, String message) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Break> breaks() {
    return List.of(
        new Break("dies before the headers", Exchange::die, Kind.NETWORK, "", "expected an answer"),
        new Break(
            "dies mid-stream",
            e -> e.write(HELLO).request().response().write(HELLO).onComplete(v -> e.die()),
            Kind.NETWORK,
            "HelloHello",
            "local/m/1 broke off after 10 characters: expected the rest of the answer"),
        new Break(
            "ends without a finish",
            e -> e.end(HELLO),
            Kind.THEIRS,
            "Hello",
            "cut off after 5 characters"),
        new Break(
            "tells an error mid-stream",
            e -> e.write(HELLO + "event: error\ndata: {\"error\":{\"message\":\"oom\"}}\n\n"),
            Kind.THEIRS,
            "Hello",
            "oom"),
        new Break(
            "tells an error in a 200",
            e -> e.status(200, "{\"error\":{\"message\":\"no model\"}}"),
            Kind.THEIRS,
            "",
            "no model"),
        new Break(
            "sends garbage",
            e -> e.write(HELLO + "data: }{\n\n"),
            Kind.THEIRS,
            "Hello",
            "found }{"),
        new Break(
            "sends bytes of no meaning",
            e -> {
              e.write(HELLO).request().response().write(Buffer.buffer(NO_MEANING));
              e.end("\n\n");
            },
            Kind.THEIRS,
            "Hello",
            "cut off after 5 characters"),
        new Break(
            "sends a delta of more than 1 MB",
            e -> e.write(HELLO + HELLO.replace("Hello", "x".repeat(1 << 20))),
            Kind.THEIRS,
            "Hello",
            "expected events of at most 1048576 bytes"));
  }

  private static final byte[] NO_MEANING = new byte[70_000];

  static {
    new Random(7).nextBytes(NO_MEANING);
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void brokenAnswersFail(Break broken) {
    var fake = fake(broken.script());
    var recorder = open(fake);
    var error = recorder.error();
    assertThat(error.kind()).isEqualTo(broken.kind());
    assertThat(error.message()).contains(broken.message());
    assertThat(recorder.text()).isEqualTo(broken.text());
    assertThat(recorder.told()).endsWith("failed").containsOnlyOnce("failed");
  }

  @Test
  void aBrokenAnswerThatGoesOnIsClosed() {
    var fake = fake(exchange -> exchange.write(HELLO + "data: }{\n\n"));
    assertThat(open(fake).error().kind()).isEqualTo(Kind.THEIRS);
    await(fake.next().closed());
  }

  static List<Break> gentleEnds() {
    return List.of(
        new Break(
            "dies behind its finish",
            e -> e.write(HELLO + STOP).request().response().write(" ").onComplete(v -> e.die()),
            Kind.NETWORK,
            "Hello",
            ""),
        new Break(
            "never ends its body", e -> e.write(HELLO + STOP + DONE), Kind.LIMIT, "Hello", ""),
        new Break("never sends its usage", e -> e.write(HELLO + STOP), Kind.LIMIT, "Hello", ""),
        new Break(
            "does not stream",
            e ->
                e.status(
                    200,
                    "{\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}"),
            Kind.THEIRS,
            "Hello",
            ""));
  }

  @ParameterizedTest
  @MethodSource("gentleEnds")
  void anAnswerThatIsFinishedIsNoFailure(Break gentle) {
    var recorder = open(fake(gentle.script()));
    assertThat(recorder.end()).isEqualTo(new Recorder.End(Finish.STOP, null, null));
    assertThat(recorder.text()).isEqualTo("Hello");
  }

  @Test
  void nobodyThereIsANetworkError() {
    var fake = new FakeUpstream(vertx, exchange -> {});
    fake.stop();
    var error = open(client(fake.url(), s -> s)).error();
    assertThat(error.kind()).isEqualTo(Kind.NETWORK);
    assertThat(error.message()).contains("expected a connection", "refused");
  }

  @Test
  void noTlsIsANetworkError() {
    var fake = fake(exchange -> exchange.end(HELLO));
    var error = open(client(fake.url().replace("http:", "https:"), s -> s)).error();
    assertThat(error.kind()).isEqualTo(Kind.NETWORK);
  }

  record Slow(String phase, TimeLimits limits, Consumer<Exchange> script) {
    @Override
    public String toString() {
      return phase;
    }
  }

  static List<Slow> slow() {
    return List.of(
        new Slow("first-token", new TimeLimits(4_000, 40, 4_000, 4_000), e -> {}),
        new Slow(
            "first-token", new TimeLimits(4_000, 40, 4_000, 4_000), e -> e.write(": wait\n\n")),
        new Slow("between-tokens", new TimeLimits(4_000, 4_000, 40, 4_000), e -> e.write(HELLO)),
        new Slow(
            "between-tokens", new TimeLimits(4_000, 4_000, 40, 4_000), e -> drip(e, ": wait\n\n")),
        new Slow("between-tokens", new TimeLimits(4_000, 4_000, 40, 4_000), e -> drip(e, " \n")),
        new Slow(
            "between-tokens",
            new TimeLimits(4_000, 4_000, 40, 4_000),
            e -> drip(e, HELLO.replace("Hello", ""))),
        new Slow(
            "between-tokens",
            new TimeLimits(4_000, 4_000, 40, 4_000),
            e -> drip(e, HELLO.replace("Hello", "\\n  "))),
        new Slow("whole", new TimeLimits(4_000, 4_000, 4_000, 40), e -> e.write(HELLO)),
        new Slow("whole", new TimeLimits(4_000, 4_000, 4_000, 40), e -> {}));
  }

  @ParameterizedTest
  @MethodSource("slow")
  void aReachedLimitFailsAndClosesTheConnection(Slow slow) {
    var fake = fake(slow.script());
    var error = open(client(fake.url(), s -> s.withLimits(slow.limits()))).error();
    assertThat(error.kind()).isEqualTo(Kind.LIMIT);
    assertThat(error.message()).contains("'" + slow.phase() + "' of 40 ms", "local/m/1");
    await(fake.next().closed());
  }

  /// Says one thing again and again, until nobody listens any more.
  private static void drip(Exchange exchange, String drop) {
    exchange.write(exchange.request().response().headWritten() ? drop : HELLO);
    vertx.setTimer(
        5,
        id -> {
          if (!exchange.closed().isDone()) {
            drip(exchange, drop);
          }
        });
  }

  @Test
  void emptyDeltasWithoutEndDoNoHarm() {
    String empty = HELLO.replace("Hello", "");
    var recorder = open(fake(e -> e.end(empty.repeat(10_000) + HELLO + STOP + DONE)));
    assertThat(recorder.end().finish()).isEqualTo(Finish.STOP);
    assertThat(recorder.told()).containsExactly("delta Hello", "ended");
  }

  @Test
  void tokensPushTheLimitBack() {
    var fake = fake(exchange -> stream(exchange, 12));
    var recorder =
        open(client(fake.url(), s -> s.withLimits(new TimeLimits(4_000, 4_000, 400, 4_000))));
    assertThat(recorder.end().finish()).isEqualTo(Finish.STOP);
    assertThat(recorder.text()).isEqualTo("Hello".repeat(12));
  }

  private static void stream(Exchange exchange, int left) {
    if (left == 0) {
      exchange.end(STOP + USAGE + DONE);
    } else {
      exchange.write(HELLO);
      vertx.setTimer(50, id -> stream(exchange, left - 1));
    }
  }

  @Test
  void aHandshakeThatHangsReachesTheConnectLimitAndIsClosed() {
    var closed = new CompletableFuture<Void>();
    var silent =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.closeHandler(v -> closed.complete(null)));
    int port =
        await(silent.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture()).actualPort();
    var client =
        client(
            "https://127.0.0.1:" + port,
            s -> s.withLimits(new TimeLimits(60, 4_000, 4_000, 4_000)));
    CallError error = open(client).error();
    await(closed);
    assertThat(error.kind()).isEqualTo(Kind.LIMIT);
    assertThat(error.message()).contains("'connect' of 60 ms");
    await(silent.close().toCompletionStage().toCompletableFuture());
  }

  @ParameterizedTest
  @CsvSource({"other/m, must be one of [local]", "m, UPSTREAM/NAME"})
  void aCallThatCannotBeSentFailsAsOurs(String model, String message) {
    var call = new ModelCall(model, CALL.messages(), Continuation.NEW_TURN, 0, Sampling.DEFAULT);
    var error = Recorder.open(context, client("http://127.0.0.1:1", s -> s), call).error();
    assertThat(error.kind()).isEqualTo(Kind.OURS);
    assertThat(error.message()).contains(message, model);
  }
}
