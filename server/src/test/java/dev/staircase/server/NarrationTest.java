package dev.staircase.server;

import static dev.staircase.server.Sse.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    return asking(mode, "true");
  }

  /// @param events as JSON
  private static Chat asking(String mode, String events) {
    return Chat.of("trio")
        .withJson("staircase", "{\"mode\":\"%s\",\"events\":%s}".formatted(mode, events))
        .usage();
  }

  private static List<JsonNode> of(List<JsonNode> told, String kind, String agent) {
    return told.stream()
        .filter(event -> event.get("kind").stringValue().equals(kind))
        .filter(event -> event.path("agent").asString("").equals(agent))
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "single | {'name':'aggregator','model':'local/agg','reads':[]}",
        "serial | {'name':'aggregator','model':'local/agg','reads':['p1','p2','p3']}",
        "staircase | {'name':'aggregator','model':'local/agg','reads':['p1','p2','p3']}"
      },
      quoteCharacter = '`')
  void thePlanIsToldFirst(String mode, String writer) throws Exception {
    JsonNode plan = told(rig.stream(asking(mode))).getFirst();
    assertThat(plan.propertyNames()).containsExactly("kind", "at_ms", "mode", "layout", "agents");
    assertThat(plan.get("kind").stringValue()).isEqualTo("plan");
    assertThat(plan.get("at_ms").asDouble()).isZero();
    assertThat(plan.get("mode").stringValue()).isEqualTo(mode);
    assertThat(plan.get("layout").stringValue()).isEqualTo("grouped");
    JsonNode agents = plan.get("agents");
    assertThat(agents).hasSize(mode.equals("single") ? 1 : 4);
    assertThat(agents.get(agents.size() - 1)).isEqualTo(Chat.read(writer.replace('\'', '"')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial", "staircase"})
  void eachCallSaysWhatItTook(String mode) throws Exception {
    Sse answer = rig.stream(asking(mode));
    List<JsonNode> told = told(answer);
    List<JsonNode> calls = told.stream().filter(event -> kind(event).equals("call")).toList();
    List<JsonNode> counts = told.stream().filter(event -> kind(event).equals("usage")).toList();
    assertThat(counts.stream().map(event -> event.get("call").asInt()))
        .containsExactlyInAnyOrderElementsOf(
            calls.stream().map(event -> event.get("call").asInt()).toList());
    for (String field : List.of("prompt_tokens", "completion_tokens")) {
      assertThat(counts.stream().mapToLong(event -> event.get(field).asLong()).sum())
          .isEqualTo(answer.chunks().getLast().at("/usage/" + field).asLong());
    }
    assertThat(of(told, "usage", "p1").getFirst().get("estimated").booleanValue()).isFalse();
  }

  @Test
  void whoWantsItEarlyIsToldBeforeAnyText() throws Exception {
    Sse answer = rig.stream(asking("serial", "\"early\""));
    assertThat(answer.content()).isEqualTo(counted(200));
    List<JsonNode> beforeTheText =
        answer.chunks().stream()
            .takeWhile(chunk -> chunk.at("/choices/0/delta/content").isMissingNode())
            .map(chunk -> chunk.at("/staircase/event"))
            .toList();
    assertThat(kind(beforeTheText.getFirst())).isEqualTo("plan");
    assertThat(of(beforeTheText, "end", "p3")).hasSize(1);
    assertThat(kind(told(rig.stream(asking("serial"))).getFirst())).isEqualTo("plan");
  }

  @Test
  void theStreamOfWhoWantsItEarlyBeginsAtOnce() throws Exception {
    try (Rig silent = Rig.quick("--fault agg=hang", "--fault p1=hang");
        RawHttp client = new RawHttp(silent.server.port())) {
      client.post(asking("serial", "\"early\"").with("stream", true));
      assertThat(client.readUntil("}]}")).startsWith("HTTP/1.1 200").contains("\"kind\":\"plan\"");
      assertThat(silent.models.stats().await(s -> s.open() > 0, Rig.PATIENCE)).isTrue();
      client.leave();
      assertThat(silent.quiet()).isTrue();
    }
  }

  private static String kind(JsonNode event) {
    return event.path("kind").asString("");
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
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"late\"", "\"true\"", "[]"})
  void whatIsNoTimeToTellIsRefused(String events) throws Exception {
    HttpResponse<String> refusal = rig.send(asking("serial", events));
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(RefusalContractTest.error(refusal).get("param").stringValue())
        .isEqualTo("staircase.events");
  }

  private static HttpResponse<String> send(String path, String events) throws Exception {
    Chat ask = asking("serial", events).with("input", "Why?").with("max_tokens", 1_000);
    return rig.send(rig.post(path, ask.with("stream", true).json()));
  }

  private static Sse stream(String path) throws Exception {
    return Sse.of(send(path, "true"));
  }

  @Test
  void messagesTellItEarlyBehindTheirOpening() throws Exception {
    List<Sse.Event> events = Sse.of(send("/v1/messages", "\"early\"")).events();
    assertThat(events.stream().limit(2).map(Sse.Event::name))
        .containsExactly("message_start", "staircase");
    assertThat(events.getLast().name()).isEqualTo("message_stop");
  }

  @Test
  void responsesHaveNoDeltaToTellItInEarly() throws Exception {
    HttpResponse<String> refusal = send("/v1/responses", "\"early\"");
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(RefusalContractTest.error(refusal).get("param").stringValue())
        .isEqualTo("staircase.events");
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
