package dev.staircase.server;

import static dev.staircase.server.Sse.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a request may ask for, and that it holds across the steps of an answer.
class ParametersTest {
  private static final int WORDS = 90;
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = Rig.quick("--text *=fixed:" + WORDS);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  /// The answer, streamed and not, which must be the same.
  private static String answer(Chat chat, String finish) throws Exception {
    return answer(rig, chat, finish);
  }

  private static String answer(Rig rig, Chat chat, String finish) throws Exception {
    Sse streamed = rig.stream(chat);
    JsonNode whole = Chat.read(rig.send(chat).body());
    assertThat(streamed.finishes()).containsExactly(finish);
    assertThat(whole.at("/choices/0/finish_reason").stringValue()).isEqualTo(finish);
    String text = streamed.content();
    assertThat(whole.at("/choices/0/message/content").stringValue()).isEqualTo(text);
    return text;
  }

  @ParameterizedTest
  @CsvSource({"single", "serial", "staircase"})
  void stopEndsTheAnswerWhereverItStands(String mode) throws Exception {
    for (int word = 2; word < 40; word += 12) {
      Chat chat = Chat.of("trio").mode(mode);
      String stop = "w" + word + " w" + (word + 1);
      String text = answer(chat.with("stop", List.of("never", stop)), "stop");
      assertThat(text).isEqualTo(counted(word - 1) + " ");
    }
  }

  /// The steps are short because the proposers are slow, which a machine that stumbles does not
  /// change.
  @Test
  void stopHoldsAcrossTheBordersOfSteps() throws Exception {
    try (Rig slow =
        Rig.quick("--text *=fixed:" + WORDS, "--pace *.itl=10ms", "--pace agg.itl=1ms")) {
      Chat paper = Chat.of("trio").withJson("staircase", "{\"pace\": \"paper\"}");
      for (int word = 7; word < 18; word += 3) {
        String stop = "w" + word + " w" + (word + 1) + " w" + (word + 2);
        assertThat(answer(slow, paper.with("stop", stop), "stop"))
            .isEqualTo(counted(word - 1) + " ");
      }
      assertThat(slow.stream(paper).staircase().get("steps").asInt()).isGreaterThan(4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "single,max_tokens",
    "serial,max_tokens",
    "staircase,max_tokens",
    "single,max_completion_tokens",
    "staircase,max_completion_tokens"
  })
  void tokenLimitHoldsAcrossSteps(String mode, String field) throws Exception {
    for (int limit : List.of(1, 5, 30, 77)) {
      Chat chat = Chat.of("trio").mode(mode).with(field, limit);
      assertThat(answer(chat, "length")).isEqualTo(counted(limit));
    }
  }

  @Test
  void limitBeyondTheAnswerChangesNothing() throws Exception {
    assertThat(answer(Chat.of("trio").with("max_tokens", 1_000), "stop")).isEqualTo(counted(WORDS));
  }

  @Test
  void contentMayComeInParts() throws Exception {
    Chat chat =
        Chat.of("solo")
            .withJson(
                "messages",
                """
                [{"role": "developer", "content": [{"type": "text", "text": "Be brief."}]},
                 {"role": "user", "content": [{"type": "text", "text": "Why "},
                                              {"type": "text", "text": "so?"}]}]
                """);
    assertThat(answer(chat, "stop")).isEqualTo(counted(WORDS));
    JsonNode sent = Chat.read(rig.models.stats().received().getLast().body()).get("messages");
    assertThat(sent.at("/0/role").stringValue()).isEqualTo("system");
    assertThat(sent.at("/1/content").stringValue()).isEqualTo("Why so?");
  }

  @Test
  void samplingConcernsTheWriterAlone() throws Exception {
    Chat chat =
        Chat.of("trio")
            .with("seed", 11)
            .with("temperature", 0.25)
            .with("top_p", 0.5)
            .with("stop", "never")
            .withJson("response_format", "{\"type\": \"json_object\"}")
            .with("frequency_penalty", 0.5)
            .withJson("tools", "[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]")
            .mode("serial");
    int before = rig.models.stats().received().size();
    answer(chat, "stop");
    var sent = rig.models.stats().received();
    for (var call : sent.subList(before, sent.size())) {
      JsonNode body = Chat.read(call.body());
      boolean writer = body.get("model").stringValue().equals("agg");
      for (String field :
          List.of("seed", "top_p", "stop", "response_format", "frequency_penalty", "tools")) {
        assertThat(body.has(field)).as(field + " in " + body).isEqualTo(writer);
      }
      assertThat(body.path("temperature").asDouble()).isEqualTo(writer ? 0.25 : 0.7);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"n\":1", "\"logprobs\":false", "\"tools\":[]", "\"presence_penalty\":0.0"})
  void fieldsThatAskForNothingAreNoObstacle(String field) throws Exception {
    String body = Chat.of("solo").json();
    assertThat(rig.send(rig.post(body.replaceFirst("\\{", "{" + field + ","))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void requestMayChooseModePaceAndLayout() throws Exception {
    JsonNode serial = rig.stream(Chat.of("trio").mode("serial")).staircase();
    assertThat(serial.get("steps").asInt()).isEqualTo(1);
    assertThat(serial.get("calls").asInt()).isEqualTo(4);
    JsonNode single = rig.stream(Chat.of("trio").mode("single")).staircase();
    assertThat(single.get("calls").asInt()).isEqualTo(1);
    String careful = "{\"pace\": {\"preset\": \"careful\", \"first-chunk\": 64}}";
    Sse slow = rig.stream(Chat.of("trio").withJson("staircase", careful));
    assertThat(slow.content()).isEqualTo(counted(WORDS));
    int before = rig.models.stats().received().size();
    rig.stream(
        Chat.of("trio").withJson("staircase", "{\"layout\": \"appended\", \"pace\": \"paper\"}"));
    String last = rig.models.stats().received().getLast().body();
    assertThat(rig.models.stats().received().size()).isGreaterThan(before);
    assertThat(Chat.read(last).get("messages").size()).isGreaterThan(4);
  }
}
