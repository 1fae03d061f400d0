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

/// `POST /v1/messages`, as it is on the wire.
class MessagesTest {
  private static final String TOOLS =
      "[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\"}}]";

  private static ToolWriter writer;
  private static Rig rig;

  @BeforeAll
  static void start() {
    writer = new ToolWriter();
    StringBuilder yaml = new StringBuilder(writer.config());
    var options = Rig.paced();
    for (String fault : List.of("die:20", "refuse:429", "refuse:503", "refuse:400")) {
      String name = fault.replace(':', '-');
      options = options.with("model", name + "=agg").with("fault", name + "=" + fault);
      yaml.append(
          "  %1$s: { topology: single, aggregator: local/%1$s, retries: 0, limits: { resumes: 0 } }\n"
              .formatted(name));
    }
    rig = new Rig(options, yaml.toString(), Rig.USUAL);
  }

  @AfterAll
  static void stop() {
    rig.close();
    writer.close();
  }

  private static Chat ask(String model) {
    return Chat.of(model, "Is it cold in Oslo?").with("max_tokens", 1_000);
  }

  private static HttpResponse<String> send(Chat ask) throws Exception {
    return rig.send(rig.post("/v1/messages", ask.json()));
  }

  private static JsonNode whole(Chat ask) throws Exception {
    HttpResponse<String> response = send(ask);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Chat.read(response.body());
  }

  private static Sse stream(Chat ask) throws Exception {
    Sse stream = Sse.of(send(ask.with("stream", true)));
    assertThat(stream.events())
        .allMatch(event -> event.json().get("type").stringValue().equals(event.name()));
    return stream;
  }

  private static List<JsonNode> of(Sse stream, String type) {
    return stream.events().stream()
        .filter(event -> event.name().equals(type))
        .map(Sse.Event::json)
        .toList();
  }

  private static String deltas(Sse stream, String field) {
    return of(stream, "content_block_delta").stream()
        .map(event -> event.get("delta").path(field).asString(""))
        .collect(Collectors.joining());
  }

  @Test
  void theTextIsTheSameStreamedAndNot() throws Exception {
    JsonNode whole = whole(ask("counting"));
    assertThat(whole.get("content").size()).isEqualTo(1);
    assertThat(whole.at("/content/0/text").stringValue()).isEqualTo(counted(200));
    assertThat(whole.get("stop_reason").stringValue()).isEqualTo("end_turn");
    assertThat(whole.at("/usage/output_tokens").asInt()).isGreaterThanOrEqualTo(800);
    assertThat(whole.at("/staircase/agents").size()).isEqualTo(4);
    Sse stream = stream(ask("counting"));
    assertThat(deltas(stream, "text")).isEqualTo(counted(200));
    assertThat(stream.events().stream().map(Sse.Event::name).distinct())
        .containsExactly(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    JsonNode last = of(stream, "message_delta").getLast();
    assertThat(last.at("/delta/stop_reason").stringValue()).isEqualTo("end_turn");
    assertThat(last.at("/usage/input_tokens").asInt()).isPositive();
    assertThat(last.at("/usage/output_tokens").asInt()).isGreaterThanOrEqualTo(800);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trio", "solo"})
  void aToolIsCalledAndWhatItReturnedIsHeard(String model) throws Exception {
    Chat first = ask(model).withJson("tools", TOOLS);
    JsonNode whole = whole(first);
    assertThat(whole.get("stop_reason").stringValue()).isEqualTo("tool_use");
    assertThat(whole.get("content").toString())
        .isEqualTo(
            "[{\"type\":\"text\",\"text\":\"Let me"
                + " see.\"},{\"type\":\"tool_use\",\"id\":\"call_7\",\"name\":\"weather\",\"input\":{\"city\":\"Oslo\"}}]");
    Sse stream = stream(first);
    assertThat(deltas(stream, "text")).isEqualTo("Let me see.");
    assertThat(deltas(stream, "partial_json")).isEqualTo("{\"city\":\"Oslo\"}");
    assertThat(of(stream, "content_block_start").get(1).get("content_block").toString())
        .isEqualTo("{\"type\":\"tool_use\",\"id\":\"call_7\",\"name\":\"weather\",\"input\":{}}");
    assertThat(of(stream, "message_delta").getLast().at("/delta/stop_reason").stringValue())
        .isEqualTo("tool_use");
    Chat second =
        first.withJson(
            "messages",
            """
            [{"role":"user","content":"Is it cold in Oslo?"},{"role":"assistant","content":%s},
             {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_7","content":"-3"}]}]\
            """
                .formatted(whole.get("content")));
    assertThat(deltas(stream(second), "text")).isEqualTo("Cold.");
    assertThat(writer.questions().getLast().body().get("messages").toString())
        .contains("\"tool_call_id\":\"call_7\"");
  }

  @Test
  void anAnswerAtItsLimitSaysSo() throws Exception {
    Chat ask = ask("counting").with("max_tokens", 5);
    assertThat(whole(ask).get("stop_reason").stringValue()).isEqualTo("max_tokens");
    assertThat(deltas(stream(ask), "text")).isEqualTo(counted(5));
  }

  @Test
  void stopSequencesEndTheAnswer() throws Exception {
    JsonNode whole = whole(ask("counting").withJson("stop_sequences", "[\" w11\"]"));
    assertThat(whole.at("/content/0/text").stringValue()).isEqualTo(counted(10));
    assertThat(whole.get("stop_sequence").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "quartet, 404, not_found_error, there is no model 'quartet'",
    "refuse-400, 400, invalid_request_error, local/refuse-400",
    "refuse-429, 429, rate_limit_error, local/refuse-429",
    "refuse-503, 502, api_error, local/refuse-503"
  })
  void errorsBeforeTheStreamAreRealStatuses(String model, int status, String type, String says)
      throws Exception {
    for (boolean stream : List.of(true, false)) {
      HttpResponse<String> response = send(ask(model).with("stream", stream));
      assertThat(response.statusCode()).isEqualTo(status);
      JsonNode body = Chat.read(response.body());
      assertThat(body.propertyNames()).containsExactly("type", "error", "request_id");
      assertThat(body.get("type").stringValue()).isEqualTo("error");
      assertThat(body.at("/error/type").stringValue()).isEqualTo(type);
      assertThat(body.at("/error/message").stringValue()).contains(says);
      assertThat(response.headers().firstValue("x-request-id"))
          .hasValue(body.get("request_id").stringValue());
    }
  }

  @Test
  void anotherPathIsNotServedAndSaidInTheSameShape() throws Exception {
    var response = rig.send(rig.post("/v1/messages/count_tokens", ask("solo").json()));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Chat.read(response.body()).at("/error/type").stringValue())
        .isEqualTo("not_found_error");
  }

  @Test
  void errorInTheStreamIsAnErrorEventAndTheEnd() throws Exception {
    Sse stream = stream(ask("die-20"));
    assertThat(deltas(stream, "text")).isEqualTo(counted(20));
    assertThat(stream.last().name()).isEqualTo("error");
    assertThat(stream.last().json().at("/error/type").stringValue()).isEqualTo("api_error");
    assertThat(of(stream, "message_stop")).isEmpty();
    assertThat(send(ask("die-20")).statusCode()).isEqualTo(502);
  }
}
