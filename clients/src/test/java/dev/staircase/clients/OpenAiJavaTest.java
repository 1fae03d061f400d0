package dev.staircase.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// OpenAI's client for Java.
class OpenAiJavaTest {
  private static Door door;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    door = new Door();
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(door.baseUrl())
            .apiKey("none")
            .maxRetries(0)
            .timeout(Door.PATIENCE)
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    door.close();
  }

  private static ChatCompletionCreateParams.Builder ask(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Is it cold in Oslo?");
  }

  private static ChatCompletionCreateParams.Builder askWithTool() {
    return ask("weather")
        .addTool(
            ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder().name("weather").build())
                .build());
  }

  private static ChatCompletion whole(ChatCompletionCreateParams ask) {
    ChatCompletion answer = client.chat().completions().create(ask);
    assertThat(answer.validate().isValid()).isTrue();
    return answer;
  }

  /// Reads a stream to its end.
  private static List<ChatCompletionChunk> stream(ChatCompletionCreateParams ask) {
    List<ChatCompletionChunk> chunks = new ArrayList<>();
    try (var stream = client.chat().completions().createStreaming(ask)) {
      stream.stream().forEach(chunks::add);
    }
    assertThat(chunks).allMatch(chunk -> chunk.validate().isValid());
    return chunks;
  }

  private static ChatCompletion joined(ChatCompletionCreateParams ask) {
    var accumulator = ChatCompletionAccumulator.create();
    stream(ask).forEach(accumulator::accumulate);
    return accumulator.chatCompletion();
  }

  private static String text(List<ChatCompletionChunk> chunks) {
    var text = new StringBuilder();
    for (ChatCompletionChunk chunk : chunks) {
      chunk.choices().forEach(choice -> choice.delta().content().ifPresent(text::append));
    }
    return text.toString();
  }

  private static String text(ChatCompletion answer) {
    return answer.choices().getFirst().message().content().orElse("");
  }

  @Test
  void wholeAnswer() {
    ChatCompletion answer = whole(ask("trio").build());
    assertThat(text(answer)).isEqualTo(Door.COUNTED);
    assertThat(answer.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(answer.usage().map(CompletionUsage::completionTokens).orElse(0L))
        .isGreaterThanOrEqualTo(800);
  }

  @Test
  void streamedAnswerWithUsage() {
    var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
    List<ChatCompletionChunk> chunks = stream(ask("trio").streamOptions(options).build());
    assertThat(text(chunks)).isEqualTo(Door.COUNTED);
    assertThat(chunks.getLast().choices()).isEmpty();
    assertThat(chunks.getLast().usage().map(CompletionUsage::promptTokens).orElse(0L)).isPositive();
    assertThat(chunks.stream().filter(chunk -> chunk.usage().isPresent())).hasSize(1);
    assertThat(
            chunks.stream()
                .flatMap(c -> c.choices().stream())
                .flatMap(c -> c.finishReason().stream()))
        .containsExactly(ChatCompletionChunk.Choice.FinishReason.STOP);
  }

  @Test
  void aToolIsCalledAndWhatItReturnedIsHeard() {
    ChatCompletionCreateParams ask = askWithTool().build();
    ChatCompletion.Choice choice = joined(ask).choices().getFirst();
    assertThat(choice).isEqualTo(whole(ask).choices().getFirst());
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    assertThat(choice.message().content()).hasValue("Let me see.");
    var call = choice.message().toolCalls().orElseThrow().getFirst().asFunction();
    assertThat(call.function().name()).isEqualTo("weather");
    assertThat(call.function().arguments()).isEqualTo(WeatherModel.ARGUMENTS);
    var result =
        ChatCompletionToolMessageParam.builder().toolCallId(call.id()).content("-3 C").build();
    ChatCompletionCreateParams next =
        ask.toBuilder().addMessage(choice.message()).addMessage(result).build();
    assertThat(text(joined(next))).isEqualTo("It is -3 C.");
    assertThat(text(whole(next))).isEqualTo("It is -3 C.");
  }

  @Test
  void aToolCanBeForced() {
    var named =
        ChatCompletionNamedToolChoice.builder()
            .function(ChatCompletionNamedToolChoice.Function.builder().name("weather").build())
            .build();
    ChatCompletionCreateParams ask = askWithTool().toolChoice(named).build();
    for (ChatCompletion answer : List.of(joined(ask), whole(ask))) {
      assertThat(text(answer)).isEmpty();
      assertThat(answer.choices().getFirst().message().toolCalls().orElseThrow()).hasSize(1);
    }
  }

  @Test
  void json() {
    var object = ResponseFormatJsonObject.builder().build();
    var schema =
        ResponseFormatJsonSchema.JsonSchema.Schema.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .build();
    var named =
        ResponseFormatJsonSchema.builder()
            .jsonSchema(
                ResponseFormatJsonSchema.JsonSchema.builder()
                    .name("weather")
                    .schema(schema)
                    .build())
            .build();
    for (var ask :
        List.of(ask("weather").responseFormat(object), ask("weather").responseFormat(named))) {
      assertThat(text(whole(ask.build()))).isEqualTo(WeatherModel.JSON);
      assertThat(text(joined(ask.build()))).isEqualTo(WeatherModel.JSON);
    }
  }

  @Test
  void modelsAreListed() {
    assertThat(client.models().list().data().stream().map(model -> model.id()))
        .contains("trio", "solo");
  }

  @Test
  void errorsBeforeTheStreamAreTheirOwnExceptions() {
    assertThatThrownBy(() -> stream(ask("quartet").build()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("there is no model 'quartet'");
    assertThatThrownBy(() -> whole(ask("trio").n(3).build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("'n' must be 1");
    for (String model : List.of("gone", "cut")) {
      assertThatThrownBy(() -> whole(ask(model).build()))
          .isInstanceOf(InternalServerException.class)
          .hasMessageContaining("502")
          .hasMessageContaining(model);
    }
    assertThatThrownBy(() -> stream(ask("gone").build()))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("502");
  }

  @Test
  void errorInTheStreamIsNoEndOfIt() {
    List<ChatCompletionChunk> chunks = new ArrayList<>();
    try (var stream = client.chat().completions().createStreaming(ask("cut").build())) {
      assertThatThrownBy(() -> stream.stream().forEach(chunks::add))
          .isInstanceOf(OpenAIException.class)
          .hasMessageContaining("local/cut");
    }
    assertThat(text(chunks)).isEqualTo(Door.COUNTED_UNTIL_THE_CUT);
    ChatCompletionCreateParams call = askWithTool().model("cut-call").build();
    assertThatThrownBy(() -> joined(call)).hasMessageContaining("scripted/cut");
  }

  @Test
  void closingTheStreamClosesEveryUpstream() throws Exception {
    try (var stream = client.chat().completions().createStreaming(ask("slow").build())) {
      assertThat(stream.stream().findFirst()).isPresent();
      door.awaitOpen(4);
    }
    door.awaitOpen(0);
  }
}
