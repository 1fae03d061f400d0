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
  private static final List<String> MODELS = List.of("trio", "solo");

  private static final String TOOLS = "[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";

  private static ToolWriter writer;
  private static Rig rig;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    writer = new ToolWriter();
    rig = new Rig(Rig.paced(), writer.config(), Rig.USUAL);
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
    assertThat(call.id()).isEqualTo(ToolWriter.CALL_ID);
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
                ChatCompletionToolMessageParam.builder()
                    .toolCallId(ToolWriter.CALL_ID)
                    .content("-3")
                    .build())
            .build();
    assertThat(streamed(second).choices().getFirst().message().content()).hasValue("Cold.");
    JsonNode heard = writer.questions().getLast().body().get("messages");
    assertThat(heard.valueStream().map(message -> message.get("role").stringValue()))
        .contains("assistant", "tool");
    assertThat(heard.toString()).contains("\"tool_call_id\":\"" + ToolWriter.CALL_ID + "\"");
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
            .withJson("tools", TOOLS);
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
    int before = writer.questions().size();
    ChatCompletion answer =
        streamed(ask("trio").responseFormat(ResponseFormatJsonObject.builder().build()).build());
    assertThat(answer.choices().getFirst().message().content()).hasValue("{}");
    assertThat(writer.questions()).hasSize(before + 1);
    assertThat(writer.questions().getLast().toString()).contains("w199 w200");
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
  void deltasArePassedOnAsTheyCame() throws Exception {
    Chat chat = Chat.of("silent").withJson("tools", TOOLS);
    List<JsonNode> chunks = rig.stream(chat).chunks();
    assertThat(chunks.stream().map(chunk -> chunk.at("/choices/0/delta").toString()))
        .containsExactly(
            "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                + ToolWriter.WITH_MORE
                + "]}",
            "{\"tool_calls\":[" + ToolWriter.PIECE + "]}",
            "{}");
    assertThat(chunks.getLast().at("/choices/0/finish_reason").stringValue())
        .isEqualTo("tool_calls");
    assertThat(chunks.getLast().at("/staircase/ttft_ms").asDouble()).isPositive();
    JsonNode whole = Chat.read(rig.send(chat).body()).at("/choices/0/message");
    assertThat(whole.get("content").isNull()).isTrue();
    assertThat(whole.at("/tool_calls/0/function/arguments").stringValue()).isEqualTo("{}");
    assertThat(whole.at("/tool_calls/0/more/of/0").asInt()).isEqualTo(1);
  }

  @Test
  void anAnswerThatBreaksInACallOfToolsIsAnError() throws Exception {
    Sse broken = rig.stream(Chat.of("broken").withJson("tools", TOOLS));
    assertThat(broken.chunks()).hasSize(1);
    assertThat(broken.last().name()).isEqualTo("error");
    assertThat(rig.send(Chat.of("broken").withJson("tools", TOOLS)).statusCode()).isEqualTo(502);
  }

  @Test
  void anImageIsShownToThoseWhoSee() throws Exception {
    String image =
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}";
    int before = rig.models.stats().received().size();
    Chat chat =
        Chat.of("seer").withJson("messages", "[{\"role\":\"user\",\"content\":[" + image + "]}]");
    assertThat(rig.stream(chat).content()).isEqualTo("Cold.");
    assertThat(writer.questions().getLast().body().get("messages").toString())
        .contains("{\"role\":\"user\",\"content\":[" + image + "]}");
    for (var call : rig.models.stats().received().subList(before, before + 2)) {
      assertThat(call.body()).contains("[an image]").doesNotContain("image_url");
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
