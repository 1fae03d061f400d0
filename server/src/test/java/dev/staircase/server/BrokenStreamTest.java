package dev.staircase.server;

import static dev.staircase.server.Sse.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Answers that their upstream breaks, before the stream and in it, and streams that are silent.
class BrokenStreamTest {
  private static final long HOLD_MS = 150;
  private static final long KEEP_ALIVE_MS = 100;

  private static final String[] FAULTS = {
    "refuse:400", "refuse:401", "refuse:404", "refuse:429", "refuse:500", "refuse:503", "hang",
    "die:0", "die:20", "no-finish:20", "error-event:20", "garbage:20", "hang:20", "stall:20:400ms"
  };

  private static Rig rig;
  private static Rig quickToSpeak;

  /// A single model for each fault, called like it and asked once.
  private static Rig rig(StreamTiming timing) {
    var options = Rig.paced("--pace *.ttft=300ms");
    StringBuilder yaml =
        new StringBuilder(
            """
            upstreams:
              local:
                base-url: ${BASE_URL}
                time-limits: { first-token: 700ms, between-tokens: 700ms }
            models:
            """);
    for (String fault : FAULTS) {
      String name = name(fault);
      options = options.with("model", name + "=agg").with("fault", name + "=" + fault);
      yaml.append(
          "  %1$s: { topology: single, aggregator: local/%1$s, retries: 0, limits: { resumes: 0 } }\n"
              .formatted(name));
    }
    return new Rig(options, yaml.toString(), timing);
  }

  private static String name(String fault) {
    return fault.replace(':', '-');
  }

  @BeforeAll
  static void start() {
    rig = rig(new StreamTiming(10_000, 50, 60_000, 30_000));
    quickToSpeak = rig(new StreamTiming(HOLD_MS, KEEP_ALIVE_MS, 60_000, 30_000));
  }

  @AfterAll
  static void stop() {
    rig.close();
    quickToSpeak.close();
  }

  @ParameterizedTest
  @CsvSource({
    "refuse:400, 400, invalid_request_error, upstream_refused",
    "refuse:401, 502, upstream_error, upstream_refused",
    "refuse:404, 502, upstream_error, upstream_refused",
    "refuse:429, 429, rate_limit_error, upstream_rate_limited",
    "refuse:500, 502, upstream_error, upstream_failed",
    "refuse:503, 502, upstream_error, upstream_failed",
    "hang, 504, upstream_error, upstream_timeout",
    "die:0, 502, upstream_error, upstream_unreachable"
  })
  void beforeTheStreamItIsARealStatusHoweverLongItTakes(
      String fault, int status, String type, String code) throws Exception {
    for (boolean stream : List.of(true, false)) {
      HttpResponse<String> response = rig.send(Chat.of(name(fault)).with("stream", stream));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      JsonNode error = RefusalContractTest.error(response);
      assertThat(error.get("type").stringValue()).isEqualTo(type);
      assertThat(error.get("code").stringValue()).isEqualTo(code);
      assertThat(error.get("message").stringValue()).contains("local/" + name(fault));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "die:20, upstream_unreachable, 502",
    "no-finish:20, upstream_failed, 502",
    "error-event:20, upstream_failed, 502",
    "garbage:20, upstream_failed, 502",
    "hang:20, upstream_timeout, 504"
  })
  void inTheStreamItIsAnErrorEventAndTheEnd(String fault, String code, int status)
      throws Exception {
    Sse answer = rig.stream(Chat.of(name(fault)).usage());
    assertThat(answer.content()).isEqualTo(counted(20));
    assertThat(answer.finishes()).isEmpty();
    assertThat(answer.last().name()).isEqualTo("error");
    JsonNode error = answer.last().json().get("error");
    assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
    assertThat(error.get("code").stringValue()).isEqualTo(code);
    assertThat(answer.events()).noneMatch(event -> event.data().equals("[DONE]"));
    assertThat(rig.send(Chat.of(name(fault))).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse:400", "refuse:503", "die:0"})
  void whoIsToldEarlyIsToldOfErrorsInTheStream(String fault) throws Exception {
    Chat early = Chat.of(name(fault)).withJson("staircase", "{\"events\":\"early\"}");
    Sse answer = rig.stream(early);
    assertThat(answer.chunks().getFirst().at("/staircase/event/kind").stringValue())
        .isEqualTo("plan");
    assertThat(answer.content()).isEmpty();
    assertThat(answer.last().name()).isEqualTo("error");
    assertThat(answer.events()).noneMatch(event -> event.data().equals("[DONE]"));
  }

  @Test
  void statusIsHeldBackForATimeAndThenThereIsAStream() throws Exception {
    Sse answer = quickToSpeak.stream(Chat.of("die-0"));
    assertThat(answer.comments()).isNotEmpty();
    assertThat(answer.events()).hasSize(1);
    assertThat(answer.last().name()).isEqualTo("error");
  }

  @Test
  void silenceIsFilledWithCommentsAndNothingElse() throws Exception {
    Sse answer = quickToSpeak.stream(Chat.of("stall-20-400ms"));
    assertThat(answer.content()).isEqualTo(counted(200));
    assertThat(answer.finishes()).containsExactly("stop");
    assertThat(answer.comments()).hasSizeBetween(4, 14).allMatch(line -> line.startsWith(": "));
    assertThat(rig.stream(Chat.of("stall-20-400ms").with("max_tokens", 5)).comments()).isEmpty();
  }
}
