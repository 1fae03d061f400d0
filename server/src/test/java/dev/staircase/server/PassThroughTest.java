package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Plain models are asked in the client's own words, and what they say comes back as it is.
class PassThroughTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String YAML =
      Rig.TRIO
          + """
          server:
            pass-through: ["local/*"]
          """;

  private static Rig rig;

  @BeforeAll
  static void start() {
    var options = Rig.paced();
    for (String fault :
        new String[] {
          "die:20", "no-finish:20", "error-event:20", "refuse:401", "refuse:429", "hang:20"
        }) {
      String name = fault.replace(':', '-');
      options = options.with("model", name + "=agg").with("fault", name + "=" + fault);
    }
    rig =
        new Rig(
            options,
            YAML.replace(
                "usage: continuous",
                "usage: final\n    time-limits: { first-token: 700ms, between-tokens: 700ms }"),
            Rig.USUAL);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void streamComesAsTheUpstreamSaysIt() throws Exception {
    Sse answer = rig.stream(Chat.of("local/agg"));
    assertThat(answer.content()).isEqualTo(Sse.counted(200));
    assertThat(answer.finishes()).containsExactly("stop");
    assertThat(answer.last().data()).isEqualTo("[DONE]");
    assertThat(answer.chunks()).noneMatch(chunk -> chunk.path("choices").isEmpty());
    assertThat(answer.chunks()).allMatch(chunk -> chunk.path("model").asString("").equals("agg"));
  }

  @Test
  void usageComesWhereItIsAskedFor() throws Exception {
    Sse answer = rig.stream(Chat.of("local/agg").usage());
    JsonNode last = answer.chunks().getLast();
    assertThat(last.path("choices").isArray()).isTrue();
    assertThat(last.path("usage").path("completion_tokens").asInt()).isEqualTo(200);
  }

  @Test
  void wholeAnswerComesAsTheUpstreamSaysIt() throws Exception {
    HttpResponse<String> answer = rig.send(Chat.of("local/agg").with("max_tokens", 3));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Chat.read(answer.body()).at("/choices/0/message/content").stringValue())
        .isEqualTo("w1 w2 w3");
  }

  @ParameterizedTest
  @CsvSource({
    "die-20, upstream_unreachable",
    "no-finish-20, upstream_failed",
    "error-event-20, upstream_failed",
    "hang-20, upstream_timeout"
  })
  void cutStreamIsAnErrorEventAndTheEnd(String model, String code) throws Exception {
    Sse answer = rig.stream(Chat.of("local/" + model));
    assertThat(answer.content()).isEqualTo(Sse.counted(20));
    assertThat(answer.finishes()).isEmpty();
    assertThat(answer.last().name()).isEqualTo("error");
    assertThat(answer.last().json().at("/error/code").stringValue()).isEqualTo(code);
    assertThat(rig.quiet()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "local/refuse-401, 502, upstream_refused",
    "local/refuse-429, 429, upstream_rate_limited",
    "local/gone, 502, upstream_refused",
    "other/agg, 404, model_not_found"
  })
  void errorsAreStatuses(String model, int status, String code) throws Exception {
    for (boolean stream : new boolean[] {true, false}) {
      HttpResponse<String> refused = rig.send(Chat.of(model).with("stream", stream));
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
      assertThat(RefusalContractTest.error(refused).get("code").stringValue()).isEqualTo(code);
    }
  }

  @Test
  void whatTheServerDoesNotKnowIsPassedOnAndTheKeyIsTheOperators() throws Exception {
    var vector =
        new Scripted.Answer(
            200,
            Map.of("Content-Type", "application/json"),
            "{\"data\":[{\"embedding\":[0.5]}],\"usage\":{\"prompt_tokens\":4}}");
    try (var upstream = new Scripted(question -> vector)) {
      String yaml =
          """
          upstreams:
            far: { base-url: "%s", api-key: operators }
          models:
            one: { topology: single, aggregator: far/x }
          server:
            pass-through: [far/e]
          """
              .formatted(upstream.url());
      try (Rig own = new Rig(Rig.paced(), yaml, Rig.USUAL)) {
        HttpResponse<String> answer =
            own.send(
                HttpRequest.newBuilder(own.url("/v1/embeddings"))
                    .header("traceparent", TRACE)
                    .header("tracestate", "vendor=1")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"model\":\"far/e\",\"input\":[\"a\"],\"strange\":1}"))
                    .build());
        assertThat(answer.body()).isEqualTo(vector.body());
        assertThat(upstream.questions).hasSize(1);
        assertThat(upstream.questions.getFirst().body())
            .isEqualTo(Chat.read("{\"model\":\"e\",\"input\":[\"a\"],\"strange\":1}"));
        assertThat(upstream.questions.getFirst().hops()).isNotEmpty();
        assertThat(upstream.questions.getFirst().trace()).isEqualTo(TRACE + " vendor=1");
        HttpResponse<String> virtual =
            own.send(
                HttpRequest.newBuilder(own.url("/v1/embeddings"))
                    .POST(
                        HttpRequest.BodyPublishers.ofString("{\"model\":\"one\",\"input\":\"a\"}"))
                    .build());
        assertThat(virtual.statusCode()).isEqualTo(400);
        assertThat(RefusalContractTest.error(virtual).get("code").stringValue())
            .isEqualTo("unsupported_model");
      }
    }
  }

  @Test
  void wholeAnswerInPlaceOfAStreamThatHasBegunIsAnError() throws Exception {
    var begun = new CountDownLatch(1);
    var late =
        new Scripted(question -> {
          awaitQuietly(begun);
          return new Scripted.Answer(
              200, Map.of("Content-Type", "application/json"), "{\"choices\":[]}");
        });
    String yaml =
        """
        upstreams:
          far: { base-url: "%s" }
        models:
          one: { topology: single, aggregator: far/x }
        server:
          pass-through: [far/x]
        """
            .formatted(late.url());
    try (late;
        Rig own = new Rig(Rig.paced(), yaml, new StreamTiming(1, 10_000, 60_000, 30_000));
        RawHttp raw = new RawHttp(own.server.port())) {
      raw.post(Chat.of("far/x").with("stream", true));
      raw.readUntil(": staircase");
      begun.countDown();
      assertThat(raw.readUntil("\r\n0\r\n\r\n"))
          .contains("event: error", "upstream_failed")
          .doesNotContain("[DONE]");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @CsvSource({"trio, 200", "local%2Fagg, 200", "local/agg, 200", "none, 404", "other/agg, 404"})
  void modelIsFoundByItsName(String id, int status) throws Exception {
    HttpResponse<String> found = rig.get("/v1/models/" + id);
    assertThat(found.statusCode()).isEqualTo(status);
    if (status == 200) {
      assertThat(Chat.read(found.body()).path("id").stringValue())
          .isEqualTo(id.replace("%2F", "/"));
    }
  }
}
