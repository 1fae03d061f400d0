package dev.staircase.server;

import static dev.staircase.server.Sse.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The client that Java programs use, as it is.
class OpenAiJavaTest {
  private static Rig rig;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    var options =
        Rig.paced(
            "--model slow=agg",
            "--pace slow.itl=20ms",
            "--model dying=agg",
            "--fault dying=die:20",
            "--model down=agg",
            "--fault down=refuse:503");
    String yaml =
        Rig.TRIO
            + """
              slow:
                proposers: ["local/slow", "local/slow", "local/slow"]
                aggregator: local/slow
              dying: { topology: single, aggregator: local/dying, limits: { resumes: 0 } }
              down: { topology: single, aggregator: local/down }
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
  }

  private static ChatCompletionCreateParams.Builder ask(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Why?");
  }

  private static ChatCompletionCreateParams withUsage(String model) {
    var options = ChatCompletionStreamOptions.builder().includeUsage(true).build();
    return ask(model).streamOptions(options).build();
  }

  /// Reads a stream to its end.
  private static List<ChatCompletionChunk> stream(ChatCompletionCreateParams ask) {
    List<ChatCompletionChunk> chunks = new ArrayList<>();
    try (var stream = client.chat().completions().createStreaming(ask)) {
      stream.stream().forEach(chunks::add);
    }
    return chunks;
  }

  private static String text(List<ChatCompletionChunk> chunks) {
    var text = new StringBuilder();
    for (ChatCompletionChunk chunk : chunks) {
      chunk.choices().forEach(choice -> choice.delta().content().ifPresent(text::append));
    }
    return text.toString();
  }

  @Test
  void wholeAnswer() {
    ChatCompletion answer = client.chat().completions().create(ask("trio").build());
    ChatCompletion.Choice choice = answer.choices().getFirst();
    assertThat(choice.message().content()).hasValue(counted(200));
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(answer.usage().map(CompletionUsage::completionTokens).orElse(0L))
        .isGreaterThanOrEqualTo(800);
    assertThat(answer.validate().isValid()).isTrue();
  }

  @Test
  void streamedAnswerWithUsage() {
    List<ChatCompletionChunk> chunks = stream(withUsage("trio"));
    assertThat(text(chunks)).isEqualTo(counted(200));
    assertThat(chunks).allMatch(chunk -> chunk.validate().isValid());
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
  void modelsAreListed() {
    assertThat(client.models().list().data().stream().map(model -> model.id()))
        .contains("trio", "solo");
  }

  @Test
  void errorsBeforeTheStreamAreTheirOwnExceptions() {
    var completions = client.chat().completions();
    assertThatThrownBy(() -> stream(ask("quartet").build()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("there is no model 'quartet'");
    assertThatThrownBy(() -> completions.create(ask("trio").n(3).build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("'n' must be 1");
    assertThatThrownBy(() -> stream(ask("down").build()))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("local/down");
  }

  @Test
  void errorInTheStreamIsNoEndOfIt() {
    List<ChatCompletionChunk> chunks = new ArrayList<>();
    try (var stream = client.chat().completions().createStreaming(ask("dying").build())) {
      assertThatThrownBy(() -> stream.stream().forEach(chunks::add))
          .isInstanceOf(OpenAIException.class)
          .hasMessageContaining("local/dying");
    }
    assertThat(text(chunks)).isEqualTo(counted(20));
  }

  @Test
  void closingTheStreamClosesEveryUpstream() throws Exception {
    int before = rig.models.stats().closedByClient().size();
    try (var stream = client.chat().completions().createStreaming(ask("slow").build())) {
      assertThat(stream.stream().findFirst()).isPresent();
      assertThat(rig.models.stats().open("slow")).isEqualTo(4);
    }
    assertThat(rig.quiet()).isTrue();
    assertThat(rig.models.stats().closedByClient().size() - before).isEqualTo(4);
  }
}
