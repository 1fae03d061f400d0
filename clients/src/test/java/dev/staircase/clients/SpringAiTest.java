package dev.staircase.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatModel.ResponseFormat;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;
import reactor.core.Disposable;

/// Spring AI's OpenAI model, which stands on OpenAI's client for Java but reads streams by itself.
class SpringAiTest {
  private static Door door;
  private static OpenAiChatModel model;

  @BeforeAll
  static void start() {
    door = new Door();
    model = OpenAiChatModel.builder().options(options("trio").build()).build();
  }

  @AfterAll
  static void stop() {
    door.close();
  }

  private static OpenAiChatOptions.Builder options(String model) {
    return OpenAiChatOptions.builder()
        .baseUrl(door.baseUrl())
        .apiKey("none")
        .maxRetries(0)
        .timeout(Door.PATIENCE)
        .model(model);
  }

  private static Prompt prompt(OpenAiChatOptions.Builder options) {
    return new Prompt("Is it cold in Oslo?", options.build());
  }

  private static ChatResponse ask(Prompt prompt, boolean stream) {
    if (!stream) {
      return model.call(prompt);
    }
    var whole = new CompletableFuture<ChatResponse>();
    new MessageAggregator()
        .aggregate(model.stream(prompt), whole::complete)
        .blockLast(Door.PATIENCE);
    return whole.join();
  }

  /// Empty for a call of tools alone, and for the last piece of a stream, which tells the usage.
  private static String text(ChatResponse response) {
    var texts = response.getResults().stream().map(result -> result.getOutput().getText());
    return texts.map(text -> Objects.requireNonNullElse(text, "")).collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answerWithUsage(boolean stream) {
    ChatResponse answer = ask(prompt(options("trio").streamUsage(stream)), stream);
    assertThat(text(answer)).isEqualTo(Door.COUNTED);
    assertThat(answer.getMetadata().getModel()).isEqualTo("trio");
    assertThat(answer.getMetadata().getUsage().getPromptTokens()).isPositive();
    assertThat(answer.getMetadata().getUsage().getCompletionTokens()).isGreaterThanOrEqualTo(800);
    assertThat(answer.getResults().getFirst().getMetadata().getFinishReason())
        .isEqualToIgnoringCase("stop");
  }

  record City(String city) {}

  private static ToolCallback weather() {
    return FunctionToolCallback.<City, String>builder("weather", city -> "-3 C in " + city.city())
        .description("How cold it is")
        .inputType(City.class)
        .build();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aToolIsCalledAndWhatItReturnedIsHeard(boolean stream) {
    Prompt prompt = prompt(options("weather").toolCallbacks(weather()));
    ChatResponse first = ask(prompt, stream);
    assertThat(first.hasToolCalls()).isTrue();
    assertThat(text(first)).isEqualTo("Let me see.");
    var history =
        ToolCallingManager.builder().build().executeToolCalls(prompt, first).conversationHistory();
    assertThat(text(ask(new Prompt(history, prompt.getOptions()), stream)))
        .isEqualTo("It is -3 C in Oslo.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aToolCanBeForced(boolean stream) {
    var options = options("weather").toolCallbacks(weather()).toolChoice("required");
    ChatResponse answer = ask(prompt(options), stream);
    assertThat(answer.hasToolCalls()).isTrue();
    assertThat(text(answer)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void json(boolean stream) {
    var object = ResponseFormat.builder().type(ResponseFormat.Type.JSON_OBJECT).build();
    var schema =
        ResponseFormat.builder()
            .type(ResponseFormat.Type.JSON_SCHEMA)
            .jsonSchema("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}")
            .build();
    for (ResponseFormat format : List.of(object, schema)) {
      var answer = ask(prompt(options("weather").responseFormat(format)), stream);
      assertThat(text(answer)).isEqualTo(WeatherModel.JSON);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void errorsBeforeTheStreamAreTold(boolean stream) {
    assertThatThrownBy(() -> ask(prompt(options("quartet")), stream))
        .hasMessageContaining("404: there is no model 'quartet'");
    assertThatThrownBy(() -> ask(prompt(options("trio").n(3)), stream))
        .hasMessageContaining("400: 'n' must be 1");
    assertThatThrownBy(() -> ask(prompt(options("gone")), stream))
        .hasMessageContaining("502: ")
        .hasMessageContaining("gone/any");
  }

  @Test
  void errorInTheStreamIsNoEndOfIt() {
    var text = new StringBuilder();
    var stream =
        model.stream(prompt(options("cut"))).doOnNext(piece -> text.append(text(piece))).then();
    assertThatThrownBy(() -> stream.block(Door.PATIENCE)).hasMessageContaining("local/cut");
    assertThat(text.toString()).isEqualTo(Door.COUNTED_UNTIL_THE_CUT);
    var tools = options("cut-call").toolCallbacks(weather());
    assertThatThrownBy(() -> ask(prompt(tools), true)).hasMessageContaining("scripted/cut");
    assertThatThrownBy(() -> ask(prompt(options("cut")), false)).hasMessageContaining("local/cut");
  }

  @Test
  void cancellingClosesEveryUpstream() throws Exception {
    var first = new CompletableFuture<ChatResponse>();
    Disposable stream = model.stream(prompt(options("slow"))).subscribe(first::complete);
    assertThat(first.get(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    door.awaitOpen(4);
    stream.dispose();
    door.awaitOpen(0);
  }
}
