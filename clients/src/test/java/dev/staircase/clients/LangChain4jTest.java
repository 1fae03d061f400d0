package dev.staircase.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// LangChain4j's OpenAI models.
class LangChain4jTest {
  private static Door door;
  private static OpenAiChatModel whole;
  private static OpenAiStreamingChatModel streaming;

  @BeforeAll
  static void start() {
    door = new Door();
    whole =
        OpenAiChatModel.builder()
            .baseUrl(door.baseUrl())
            .modelName("trio")
            .maxRetries(0)
            .timeout(Door.PATIENCE)
            .build();
    streaming =
        OpenAiStreamingChatModel.builder()
            .baseUrl(door.baseUrl())
            .modelName("trio")
            .timeout(Door.PATIENCE)
            .build();
  }

  @AfterAll
  static void stop() {
    door.close();
  }

  /// What comes of a streamed answer.
  private static class Heard implements StreamingChatResponseHandler {
    final StringBuilder text = new StringBuilder();
    final CompletableFuture<ChatResponse> response = new CompletableFuture<>();

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
      text.append(piece.text());
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
      response.complete(complete);
    }

    @Override
    public void onError(Throwable error) {
      response.completeExceptionally(error);
    }

    ChatResponse await() {
      return response.orTimeout(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
  }

  private static ChatRequest.Builder ask(String model) {
    return ChatRequest.builder().modelName(model).messages(UserMessage.from("Is it cold in Oslo?"));
  }

  private static ChatResponse ask(ChatRequest request, boolean stream) {
    if (!stream) {
      return whole.chat(request);
    }
    var heard = new Heard();
    streaming.chat(request, heard);
    return heard.await();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answerWithUsage(boolean stream) {
    ChatResponse answer = ask(ask("trio").build(), stream);
    assertThat(answer.aiMessage().text()).isEqualTo(Door.COUNTED);
    assertThat(answer.modelName()).isEqualTo("trio");
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.tokenUsage().inputTokenCount()).isPositive();
    assertThat(answer.tokenUsage().outputTokenCount()).isGreaterThanOrEqualTo(800);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aToolIsCalledAndWhatItReturnedIsHeard(boolean stream) {
    ChatRequest request =
        ask("weather")
            .toolSpecifications(ToolSpecification.builder().name("weather").build())
            .build();
    ChatResponse first = ask(request, stream);
    assertThat(first.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
    assertThat(first.aiMessage().text()).isEqualTo("Let me see.");
    ToolExecutionRequest call = first.aiMessage().toolExecutionRequests().getFirst();
    assertThat(call.name()).isEqualTo("weather");
    assertThat(call.arguments()).isEqualTo(WeatherModel.ARGUMENTS);
    var conversation =
        List.of(
            request.messages().getFirst(),
            first.aiMessage(),
            ToolExecutionResultMessage.from(call, "-3 C"));
    ChatRequest next = request.toBuilder().messages(conversation).build();
    assertThat(ask(next, stream).aiMessage().text()).isEqualTo("It is -3 C.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aToolCanBeForced(boolean stream) {
    ChatRequest request =
        ask("weather")
            .toolSpecifications(ToolSpecification.builder().name("weather").build())
            .toolChoice(ToolChoice.REQUIRED)
            .build();
    ChatResponse answer = ask(request, stream);
    assertThat(answer.aiMessage().text()).isNull();
    assertThat(answer.aiMessage().toolExecutionRequests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void json(boolean stream) {
    var schema =
        JsonObjectSchema.builder().addStringProperty("city").addIntegerProperty("degrees").build();
    var bySchema =
        ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(JsonSchema.builder().name("weather").rootElement(schema).build())
            .build();
    for (ResponseFormat format : List.of(ResponseFormat.JSON, bySchema)) {
      ChatResponse answer = ask(ask("weather").responseFormat(format).build(), stream);
      assertThat(answer.aiMessage().text()).isEqualTo(WeatherModel.JSON);
    }
  }

  @Test
  void errorsBeforeTheStreamAreTheirOwnExceptions() {
    assertThatThrownBy(() -> ask(ask("quartet").build(), false))
        .isInstanceOf(ModelNotFoundException.class)
        .hasMessageContaining("there is no model 'quartet'");
    assertThatThrownBy(() -> ask(ask("trio").temperature(17.0).build(), false))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("temperature");
    assertThatThrownBy(() -> ask(ask("gone").build(), false))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("gone/any");
    assertThatThrownBy(() -> ask(ask("quartet").build(), true))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ModelNotFoundException.class);
    assertThatThrownBy(() -> ask(ask("gone").build(), true))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InternalServerException.class);
  }

  @Test
  void errorInTheStreamIsNoEndOfIt() {
    var heard = new Heard();
    streaming.chat(ask("cut").build(), heard);
    assertThatThrownBy(heard::await).hasMessageContaining("local/cut");
    assertThat(heard.text.toString()).isEqualTo(Door.COUNTED_UNTIL_THE_CUT);
    var tool = ToolSpecification.builder().name("weather").build();
    assertThatThrownBy(() -> ask(ask("cut-call").toolSpecifications(tool).build(), true))
        .hasMessageContaining("scripted/cut");
    assertThatThrownBy(() -> ask(ask("cut").build(), false))
        .isInstanceOf(InternalServerException.class);
  }

  @Test
  void cancellingClosesEveryUpstream() throws Exception {
    var begun = new CompletableFuture<StreamingHandle>();
    var heard =
        new Heard() {
          @Override
          public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
            begun.complete(context.streamingHandle());
          }
        };
    streaming.chat(ask("slow").build(), heard);
    StreamingHandle handle = begun.get(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    door.awaitOpen(4);
    handle.cancel();
    door.awaitOpen(0);
    // The library may tell of the stream that it closed itself; an end it must not tell of.
    assertThat(heard.response.isDone() && !heard.response.isCompletedExceptionally()).isFalse();
  }
}
