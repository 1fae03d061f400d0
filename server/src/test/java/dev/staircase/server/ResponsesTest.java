package dev.staircase.server;

import static dev.staircase.server.Sse.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `POST /v1/responses`, with the client that Java programs use, which validates what it reads.
class ResponsesTest {
  private static ToolWriter writer;
  private static Rig rig;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    writer = new ToolWriter();
    var options =
        Rig.paced(
            "--model dying=agg",
            "--fault dying=die:20",
            "--model down=agg",
            "--fault down=refuse:503");
    String yaml =
        writer.config()
            + """
              dying: { topology: single, aggregator: local/dying, limits: { resumes: 0 } }
              down: { topology: single, aggregator: local/down }
              one: { topology: single, aggregator: local/agg }
            """;
    rig = new Rig(options, yaml, Rig.USUAL);
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(rig.url("/v1").toString())
            .apiKey("none")
            .maxRetries(0)
            .timeout(Duration.ofSeconds(30))
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    rig.close();
    writer.close();
  }

  private static ResponseCreateParams.Builder ask(String model) {
    return ResponseCreateParams.builder().model(model).input("Is it cold in Oslo?");
  }

  private static ResponseCreateParams.Builder askWithTool(String model) {
    var parameters =
        FunctionTool.Parameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .build();
    return ask(model)
        .addTool(
            FunctionTool.builder().name("weather").parameters(parameters).strict(false).build());
  }

  private static Response whole(ResponseCreateParams ask) {
    return client.responses().create(ask).validate();
  }

  private static List<ResponseStreamEvent> events(ResponseCreateParams ask) {
    List<ResponseStreamEvent> events = new ArrayList<>();
    try (var stream = client.responses().createStreaming(ask)) {
      stream.stream().forEach(event -> events.add(event.validate()));
    }
    return events;
  }

  /// What the last event of a stream holds, which the pieces before it come to.
  private static Response streamed(ResponseCreateParams ask) {
    var accumulator = ResponseAccumulator.create();
    List<ResponseStreamEvent> events = events(ask);
    events.forEach(accumulator::accumulate);
    Response response = accumulator.response();
    String deltas =
        events.stream()
            .flatMap(event -> event.outputTextDelta().stream())
            .map(delta -> delta.delta())
            .collect(Collectors.joining());
    assertThat(text(response)).isEqualTo(deltas);
    return response;
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"counting", "one"})
  void theTextIsTheSameStreamedAndNot(String model) {
    ResponseCreateParams ask = ask(model).instructions("Be brief.").build();
    for (Response response : List.of(whole(ask), streamed(ask))) {
      assertThat(text(response)).isEqualTo(counted(200));
      assertThat(response.status()).hasValue(ResponseStatus.COMPLETED);
      assertThat(response.id()).startsWith("resp_");
      assertThat(response.instructions().orElseThrow().asString()).isEqualTo("Be brief.");
      var usage = response.usage().orElseThrow();
      assertThat(usage.outputTokens()).isGreaterThanOrEqualTo(200);
      assertThat(usage.totalTokens()).isEqualTo(usage.inputTokens() + usage.outputTokens());
    }
  }

  @Test
  void eventsAreNumberedAndInOrderAndNamedAsTheyAre() throws Exception {
    String ask = "{\"model\":\"counting\",\"input\":\"Why?\",\"stream\":true}";
    Sse answer = Sse.of(rig.send(rig.post("/v1/responses", ask)));
    List<String> types = answer.events().stream().map(Sse.Event::name).toList();
    assertThat(types.stream().distinct())
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    assertThat(answer.events().stream().map(event -> event.json().get("type").stringValue()))
        .isEqualTo(types);
    assertThat(answer.events().stream().map(e -> e.json().get("sequence_number").asInt()))
        .isEqualTo(IntStream.range(0, types.size()).boxed().toList());
    assertThat(answer.last().json().at("/response/staircase/agents").size()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trio", "solo"})
  void aToolIsCalledAndWhatItReturnedIsHeard(String model) {
    ResponseCreateParams first = askWithTool(model).build();
    for (Response answer : List.of(whole(first), streamed(first))) {
      assertThat(text(answer)).isEqualTo("Let me see.");
      ResponseFunctionToolCall call = answer.output().getLast().asFunctionCall();
      assertThat(call.callId()).isEqualTo(ToolWriter.CALL_ID);
      assertThat(call.name()).isEqualTo("weather");
      assertThat(call.arguments()).isEqualTo("{\"city\":\"Oslo\"}");
      List<ResponseInputItem> input = new ArrayList<>();
      input.add(
          ResponseInputItem.ofEasyInputMessage(
              EasyInputMessage.builder()
                  .role(EasyInputMessage.Role.USER)
                  .content("Is it cold in Oslo?")
                  .build()));
      for (ResponseOutputItem item : answer.output()) {
        input.add(
            item.isMessage()
                ? ResponseInputItem.ofResponseOutputMessage(item.asMessage())
                : ResponseInputItem.ofFunctionCall(item.asFunctionCall()));
      }
      input.add(
          ResponseInputItem.ofFunctionCallOutput(
              ResponseInputItem.FunctionCallOutput.builder()
                  .callId(ToolWriter.CALL_ID)
                  .output("-3")
                  .build()));
      assertThat(text(streamed(askWithTool(model).inputOfResponse(input).build())))
          .isEqualTo("Cold.");
      JsonNode heard = writer.questions().getLast().body().get("messages");
      assertThat(heard.toString()).contains("\"tool_call_id\":\"" + ToolWriter.CALL_ID + "\"");
    }
  }

  @Test
  void logProbabilitiesAreTold() {
    ResponseCreateParams ask =
        ask("solo").addInclude(ResponseIncludable.MESSAGE_OUTPUT_TEXT_LOGPROBS).build();
    for (Response answer : List.of(whole(ask), streamed(ask))) {
      var text = answer.output().getFirst().asMessage().content().getFirst().asOutputText();
      assertThat(text.logprobs().orElseThrow())
          .extracting(token -> token.token())
          .containsExactly("It", " is");
    }
  }

  @Test
  void anAnswerAtItsLimitIsIncomplete() {
    ResponseCreateParams ask = ask("counting").maxOutputTokens(5).build();
    for (Response answer : List.of(whole(ask), streamed(ask))) {
      assertThat(answer.status()).hasValue(ResponseStatus.INCOMPLETE);
      assertThat(answer.incompleteDetails().orElseThrow().reason())
          .hasValue(Response.IncompleteDetails.Reason.MAX_OUTPUT_TOKENS);
      assertThat(text(answer)).isEqualTo(counted(5));
    }
  }

  @Test
  void errorsBeforeTheStreamAreTheirOwnExceptions() {
    assertThatThrownBy(() -> events(ask("quartet").build())).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> events(ask("down").build()))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("local/down");
    assertThatThrownBy(() -> whole(ask("trio").previousResponseId("resp_1").build()))
        .isInstanceOfSatisfying(
            BadRequestException.class, e -> assertThat(e.param()).hasValue("previous_response_id"))
        .hasMessageContaining("not stored");
  }

  @Test
  void anImageForAWriterThatDoesNotSeeIsAnErrorOfTheInput() throws Exception {
    String ask =
        """
        {"model":"trio","input":[{"role":"user","content":[{"type":"input_image","image_url":"data:,"}]}]}\
        """;
    var response = rig.send(rig.post("/v1/responses", ask));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(RefusalContractTest.error(response).get("param").stringValue()).isEqualTo("input");
  }

  @Test
  void errorInTheStreamIsNoEndOfIt() throws Exception {
    StringBuilder text = new StringBuilder();
    try (var stream = client.responses().createStreaming(ask("dying").build())) {
      assertThatThrownBy(() ->
              stream.stream()
                  .flatMap(event -> event.outputTextDelta().stream())
                  .forEach(delta -> text.append(delta.delta())))
          .isInstanceOf(OpenAIException.class)
          .hasMessageContaining("local/dying");
    }
    assertThat(text.toString()).isEqualTo(counted(20));
    String ask = "{\"model\":\"dying\",\"input\":\"Why?\",\"stream\":true}";
    List<Sse.Event> events = Sse.of(rig.send(rig.post("/v1/responses", ask))).events();
    assertThat(events.get(events.size() - 2).name()).isEqualTo("error");
    assertThat(events.getLast().name()).isEqualTo("response.failed");
    assertThat(events.getLast().json().at("/response/output/0/content/0/text").stringValue())
        .isEqualTo(counted(20));
    assertThat(rig.send(rig.post("/v1/responses", ask.replace("true", "false"))).statusCode())
        .isEqualTo(502);
  }
}
