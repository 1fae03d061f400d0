package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.runtime.client.Trail;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Virtual models that ask one another, and what upstreams say besides an answer.
class HopsTest {
  private static Scripted upstream;
  private static Rig rig;

  @BeforeAll
  static void start() {
    upstream = new Scripted(HopsTest::answer);
    String yaml =
        """
        upstreams:
          up: { base-url: "%s", continuation: new-turn }
        models:
          "a,ö": { topology: single, aggregator: up/plain }
          circle: { topology: single, aggregator: up/circle }
          limited: { topology: single, aggregator: up/limited }
          loading: { topology: single, aggregator: up/loading }
        """
            .formatted(upstream.url());
    rig = new Rig(Rig.paced(), yaml, Rig.USUAL);
  }

  @AfterAll
  static void stop() {
    rig.close();
    upstream.close();
  }

  private static Scripted.Answer answer(Scripted.Question question) {
    return switch (question.body().get("model").stringValue()) {
      case "circle" -> passOn(question);
      case "limited" -> new Scripted.Answer(429, Map.of("retry-after-ms", "2001"), "{}");
      case "loading" -> new Scripted.Answer(503, Map.of("Retry-After", "30"), "{}");
      default -> Scripted.stream("\"delta\":{\"content\":\"Yes\"},\"finish_reason\":\"stop\"");
    };
  }

  /// Asks the server in its turn, as another server would whose upstream it is.
  private static Scripted.Answer passOn(Scripted.Question question) {
    try {
      HttpResponse<String> response = ask("circle", question.hops());
      return new Scripted.Answer(response.statusCode(), Map.of(), response.body());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> ask(String model, String hops) throws Exception {
    HttpRequest plain = rig.post(Chat.of(model).with("stream", true));
    return rig.send(
        HttpRequest.newBuilder(plain, (name, value) -> true).header(Trail.HEADER, hops).build());
  }

  private static JsonNode refused(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return RefusalContractTest.error(response);
  }

  @Test
  void whatAQuestionCameThroughIsPassedOn() throws Exception {
    assertThat(ask("a,ö", "abc/d").statusCode()).isEqualTo(200);
    assertThat(upstream.questions.getLast().hops()).matches("abc/d, [0-9a-f]{16}/a%2C%C3%B6");
  }

  @Test
  void aCircleIsFoundAfterOneRound() throws Exception {
    int before = upstream.questions.size();
    JsonNode error = refused(rig.send(Chat.of("circle")), 508);
    assertThat(error.get("code").stringValue()).isEqualTo("loop_detected");
    assertThat(error.get("message").stringValue()).contains("'circle' was asked by itself");
    assertThat(upstream.questions).hasSize(before + 1);
  }

  @Test
  void eightHopsAreTakenForACircle() throws Exception {
    String seven =
        IntStream.range(0, 7).mapToObj(i -> "server" + i + "/m").collect(Collectors.joining(","));
    assertThat(ask("a,ö", seven).statusCode()).isEqualTo(200);
    assertThat(refused(ask("a,ö", seven + ",server7/m"), 508).get("message").stringValue())
        .contains("through 8 virtual models, expected fewer than 8");
    assertThat(refused(ask("a,ö", "a b"), 400).get("message").stringValue()).contains(Trail.HEADER);
  }

  @ParameterizedTest
  @CsvSource({"limited, 429, 3", "loading, 502, 30"})
  void whenToComeBackIsPassedOn(String model, int status, String seconds) throws Exception {
    HttpResponse<String> response = rig.send(Chat.of(model));
    refused(response, status);
    assertThat(response.headers().firstValue("Retry-After")).hasValue(seconds);
  }
}
