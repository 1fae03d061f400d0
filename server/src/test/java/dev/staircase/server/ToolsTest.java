package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the agent that writes the answer alone is given, with the client that Java programs use: a
/// writer that calls a tool once, speaks JSON where it must, and tells log probabilities.
class ToolsTest {
  private static final String CALL_ID = "call_7";
  private static final List<String> MODELS = List.of("trio", "solo");

  private static Scripted writer;
  private static Rig rig;
  private static OpenAIClient client;

  private static Scripted.Answer write(Scripted.Question question) {
    JsonNode request = question.body();
    if (request.has("response_format")) {
      return Scripted.stream("\"delta\":{\"content\":\"{}\"},\"finish_reason\":\"stop\"");
    }
    if (request.has("logprobs")) {
      return Scripted.stream(token("It"), token(" is"), end("stop"));
    }
    if (request.has("tools") && !request.toString().contains(CALL_ID)) {
      return Scripted.stream(
          "\"delta\":{\"content\":\"Let me see.\"}",
          call(
              "{\"index\":0,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}"
                  .formatted(CALL_ID)),
          call("{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\":\"}}"),
          call("{\"index\":0,\"function\":{\"arguments\":\"\\\"Oslo\\\"}\"}}"),
          end("tool_calls"));
    }
    return Scripted.stream("\"delta\":{\"content\":\"Cold.\"}", end("stop"));
  }

  private static String call(String json) {
    return "\"delta\":{\"tool_calls\":[" + json + "]}";
  }

  private static String token(String token) {
    return "\"delta\":{\"content\":\"%1$s\"},\"logprobs\":{\"content\":[{\"token\":\"%1$s\",\"logprob\":-0.5,\"bytes\":null,\"top_logprobs\":[]}]}"
        .formatted(token);
  }

  private static String end(String reason) {
    return "\"delta\":{},\"finish_reason\":\"" + reason + "\"";
  }

  @BeforeAll
  static void start() {
    writer = new Scripted(ToolsTest::write);
    String yaml =
        """
        upstreams:
          local: { base-url: "${BASE_URL}" }
          scripted: { base-url: "%s", continuation: new-turn }
        models:
          trio: { proposers: ["local/p1", "local/p2", "local/p3"], aggregator: scripted/w }
          solo: { topology: single, aggregator: scripted/w }
        """
            .formatted(writer.url());
    rig = new Rig(Rig.paced(), yaml, Rig.USUAL);
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(rig.url("/v1").toString())
            .apiKey("none")
            .maxRetries(0)
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    rig.close();
    writer.close();
  }

  private static ChatCompletionCreateParams.Builder ask(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Is it cold in Oslo?");
  }

  private static ChatCompletionCreateParams.Builder askWithTool(String model) {
    return ask(model)
        .addTool(
            ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder().name("weather").build())
                .build());
  }

  private static ChatCompletion streamed(ChatCompletionCreateParams ask) {
    var accumulator = ChatCompletionAccumulator.create();
    List<ChatCompletionChunk> chunks = new ArrayList<>();
    try (var stream = client.chat().completions().createStreaming(ask)) {
      stream.stream().forEach(chunk -> chunks.add(accumulator.accumulate(chunk)));
    }
    assertThat(chunks).allMatch(chunk -> chunk.validate().isValid());
    assertThat(chunks.getFirst().choices().getFirst().delta().role()).isPresent();
    return accumulator.chatCompletion();
  }

  private static ChatCompletionMessageFunctionToolCall theCall(ChatCompletion answer) {
    ChatCompletion.Choice choice = answer.choices().getFirst();
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    assertThat(choice.message().content()).hasValue("Let me see.");
    assertThat(choice.message().toolCalls().orElseThrow()).hasSize(1);
    var call = choice.message().toolCalls().orElseThrow().getFirst().asFunction();
    assertThat(call.id()).isEqualTo(CALL_ID);
    assertThat(call.function().name()).isEqualTo("weather");
    assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Oslo\"}");
    return call;
  }

  @ParameterizedTest
  @ValueSource(strings = {"trio", "solo"})
  void aToolIsCalledAndWhatItReturnedIsHeard(String model) {
    ChatCompletionCreateParams first = askWithTool(model).build();
    theCall(streamed(first));
    ChatCompletion answer = client.chat().completions().create(first);
    theCall(answer);
    ChatCompletionCreateParams second =
        first.toBuilder()
            .addMessage(answer.choices().getFirst().message())
            .addMessage(
                ChatCompletionToolMessageParam.builder().toolCallId(CALL_ID).content("-3").build())
            .build();
    assertThat(streamed(second).choices().getFirst().message().content()).hasValue("Cold.");
    JsonNode heard = writer.questions.getLast().body().get("messages");
    assertThat(heard.valueStream().map(message -> message.get("role").stringValue()))
        .contains("assistant", "tool");
    assertThat(heard.toString()).contains("\"tool_call_id\":\"" + CALL_ID + "\"");
  }

  @Test
  void proposersReadInWordsWhatToolsDid() throws Exception {
    Chat chat =
        Chat.of("trio")
            .withJson(
                "messages",
                """
                [{"role":"user","content":"Cold?"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"call_7","type":"function",
                   "function":{"name":"weather","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"call_7","content":"-3"}]
                """)
            .withJson("tools", "[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]");
    int before = rig.models.stats().received().size();
    assertThat(rig.stream(chat).content()).isEqualTo("Cold.");
    for (var call : rig.models.stats().received().subList(before, before + 3)) {
      assertThat(call.body())
          .contains("[called weather with {}]", "[weather returned: -3]")
          .doesNotContain("tool_call", "\"tools\"");
    }
  }

  @Test
  void jsonIsWrittenInOneCallOnWholeProposals() {
    int before = writer.questions.size();
    ChatCompletion answer =
        streamed(ask("trio").responseFormat(ResponseFormatJsonObject.builder().build()).build());
    assertThat(answer.choices().getFirst().message().content()).hasValue("{}");
    assertThat(writer.questions).hasSize(before + 1);
    assertThat(writer.questions.getLast().toString()).contains("w199 w200");
  }

  @Test
  void logProbabilitiesAreTold() {
    for (String model : MODELS) {
      ChatCompletionCreateParams ask = ask(model).logprobs(true).build();
      for (ChatCompletion answer :
          List.of(streamed(ask), client.chat().completions().create(ask))) {
        ChatCompletion.Choice choice = answer.choices().getFirst();
        assertThat(choice.message().content()).hasValue("It is");
        assertThat(choice.logprobs().orElseThrow().content().orElseThrow())
            .extracting(token -> token.token())
            .containsExactly("It", " is");
      }
    }
  }

  @Test
  void anImageForAWriterThatDoesNotSeeIsRefused() {
    var image =
        ChatCompletionContentPartImage.builder()
            .imageUrl(
                ChatCompletionContentPartImage.ImageUrl.builder().url("data:image/png,x").build())
            .build();
    var ask =
        ask("trio")
            .addUserMessageOfArrayOfContentParts(
                List.of(ChatCompletionContentPart.ofImageUrl(image)))
            .build();
    assertThatThrownBy(() -> client.chat().completions().create(ask))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("scripted/w")
        .extracting(e -> ((BadRequestException) e).param().orElse(""))
        .isEqualTo("messages[1].content");
  }
}
