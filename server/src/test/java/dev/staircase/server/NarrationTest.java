package dev.staircase.server;

import static dev.staircase.server.Sse.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What is told of an answer on its way, to those who ask for it.
class NarrationTest {
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = Rig.quick();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static List<JsonNode> told(Sse answer) {
    return answer.chunks().stream()
        .map(chunk -> chunk.at("/staircase/event"))
        .filter(JsonNode::isObject)
        .toList();
  }

  private static Chat asking(String mode) {
    return Chat.of("trio")
        .withJson("staircase", "{\"mode\":\"" + mode + "\",\"events\":true}")
        .usage();
  }

  private static List<JsonNode> of(List<JsonNode> told, String kind, String agent) {
    return told.stream()
        .filter(event -> event.get("kind").stringValue().equals(kind))
        .filter(event -> event.get("agent").stringValue().equals(agent))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial", "staircase"})
  void proposersAndStepsAreToldBesideTheSameAnswer(String mode) throws Exception {
    Sse answer = rig.stream(asking(mode));
    assertThat(answer.content()).isEqualTo(counted(200));
    List<JsonNode> told = told(answer);
    for (String proposer : List.of("p1", "p2", "p3")) {
      assertThat(
              of(told, "text", proposer).stream()
                  .map(event -> event.get("text").stringValue())
                  .collect(Collectors.joining()))
          .isEqualTo(counted(200));
      assertThat(of(told, "call", proposer)).hasSize(1);
      assertThat(of(told, "end", proposer)).hasSize(1);
    }
    String writer = answer.staircase().at("/agents/3/name").stringValue();
    assertThat(of(told, "text", writer)).isEmpty();
    assertThat(of(told, "call", writer)).hasSize(answer.staircase().at("/agents/3/calls").asInt());
    assertThat(of(told, "cut", writer).isEmpty()).isEqualTo(mode.equals("serial"));
    assertThat(told.stream().map(event -> event.get("at_ms").asDouble())).isSorted();
  }

  @Test
  void noEventCanBeTakenForTheFirstTokenNorForAnEnd() throws Exception {
    List<JsonNode> chunks = rig.stream(asking("serial")).chunks();
    JsonNode first = chunks.getFirst().at("/choices/0/delta");
    assertThat(first.get("role").stringValue()).isEqualTo("assistant");
    assertThat(first.get("content").stringValue()).isNotEmpty();
    assertThat(chunks.stream().filter(chunk -> chunk.at("/staircase/event").isObject()))
        .isNotEmpty()
        .allMatch(chunk -> chunk.at("/choices/0/delta").isEmpty())
        .allMatch(chunk -> chunk.at("/choices/0/finish_reason").isNull())
        .allMatch(chunk -> chunk.get("usage").isNull());
  }

  @Test
  void nothingIsToldToThoseWhoDoNotAsk() throws Exception {
    assertThat(told(rig.stream(Chat.of("trio")))).isEmpty();
    Chat no = Chat.of("trio").withJson("staircase", "{\"events\":false}");
    assertThat(told(rig.stream(no))).isEmpty();
    Chat wrong = Chat.of("trio").withJson("staircase", "{\"events\":1}");
    assertThat(RefusalContractTest.error(rig.send(wrong)).get("param").stringValue())
        .isEqualTo("staircase.events");
  }

  private static Sse stream(String path) throws Exception {
    Chat ask = asking("serial").with("input", "Why?").with("max_tokens", 1_000);
    return Sse.of(rig.send(rig.post(path, ask.with("stream", true).json())));
  }

  @Test
  void messagesTellItInEventsOfTheirOwn() throws Exception {
    List<Sse.Event> events = stream("/v1/messages").events();
    assertThat(events.getFirst().name()).isEqualTo("message_start");
    List<JsonNode> told =
        events.stream()
            .filter(event -> event.name().equals("staircase"))
            .map(event -> event.json().get("event"))
            .toList();
    assertThat(of(told, "text", "p1")).isNotEmpty();
  }

  @Test
  void responsesTellItInDeltasThatSayNothing() throws Exception {
    List<JsonNode> events = stream("/v1/responses").events().stream().map(Sse.Event::json).toList();
    assertThat(events.getFirst().get("type").stringValue()).isEqualTo("response.created");
    List<JsonNode> tellers = events.stream().filter(event -> event.has("staircase")).toList();
    assertThat(tellers)
        .allMatch(event -> event.get("type").stringValue().equals("response.output_text.delta"))
        .allMatch(event -> event.get("delta").stringValue().isEmpty());
    assertThat(of(tellers.stream().map(e -> e.at("/staircase/event")).toList(), "text", "p1"))
        .isNotEmpty();
  }
}
