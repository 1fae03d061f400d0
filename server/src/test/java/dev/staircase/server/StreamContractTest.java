package dev.staircase.server;

import static dev.staircase.server.Sse.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A stream that goes well, line by line of the contract.
class StreamContractTest {
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = Rig.quick();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void headersSayThatItIsAStreamToBePassedOnAtOnce() throws Exception {
    var request = rig.post(Chat.of("trio").with("stream", true));
    var headers = rig.send(request).headers();
    assertThat(headers.firstValue("content-type").orElse("")).startsWith("text/event-stream");
    assertThat(headers.firstValue("cache-control")).hasValue("no-cache");
    assertThat(headers.firstValue("x-accel-buffering")).hasValue("no");
    assertThat(headers.firstValue("x-request-id").orElse("")).matches("[0-9a-f]{24}");
    assertThat(headers.firstValue("content-encoding")).isEmpty();
  }

  @Test
  void roleComesWithTheFirstContentAndOnlyThere() throws Exception {
    List<JsonNode> chunks = rig.stream(Chat.of("trio").usage()).chunks();
    JsonNode first = chunks.getFirst().at("/choices/0/delta");
    assertThat(first.path("role").asString("")).isEqualTo("assistant");
    assertThat(first.path("content").asString("")).isNotEmpty();
    assertThat(chunks.stream().skip(1))
        .noneMatch(chunk -> chunk.at("/choices/0/delta").has("role"));
  }

  @Test
  void idCreatedAndModelAreConstantAndThereIsOneFinishAtTheEnd() throws Exception {
    Sse answer = rig.stream(Chat.of("trio"));
    for (String field : List.of("id", "created", "model", "object")) {
      assertThat(answer.chunks().stream().map(chunk -> chunk.get(field)).distinct()).hasSize(1);
    }
    JsonNode first = answer.chunks().getFirst();
    assertThat(first.get("id").stringValue()).startsWith("chatcmpl-");
    assertThat(first.get("model").stringValue()).isEqualTo("trio");
    assertThat(first.get("object").stringValue()).isEqualTo("chat.completion.chunk");
    assertThat(answer.finishes()).containsExactly("stop");
    List<JsonNode> before = answer.chunks().subList(0, answer.chunks().size() - 1);
    assertThat(before)
        .allMatch(chunk -> chunk.at("/choices/0").has("finish_reason"))
        .allMatch(chunk -> chunk.at("/choices/0/finish_reason").isNull());
    assertThat(answer.chunks().getLast().at("/choices/0/finish_reason").asString(""))
        .isEqualTo("stop");
  }

  @Test
  void usageComesLastWhereItIsAskedFor() throws Exception {
    Sse answer = rig.stream(Chat.of("trio").usage());
    List<JsonNode> chunks = answer.chunks();
    JsonNode last = chunks.getLast();
    assertThat(last.get("choices").isArray()).isTrue();
    assertThat(last.get("choices").isEmpty()).isTrue();
    JsonNode usage = last.get("usage");
    assertThat(usage.get("completion_tokens").asInt()).isGreaterThanOrEqualTo(4 * 200);
    assertThat(usage.get("total_tokens").asInt())
        .isEqualTo(usage.get("prompt_tokens").asInt() + usage.get("completion_tokens").asInt());
    assertThat(usage.at("/prompt_tokens_details/cached_tokens").isNumber()).isTrue();
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allMatch(chunk -> chunk.has("usage") && chunk.get("usage").isNull())
        .allMatch(chunk -> chunk.get("choices").size() == 1);
    assertThat(last.at("/staircase/trace_id").asString(""))
        .isEqualTo(last.get("id").stringValue().substring("chatcmpl-".length()));
  }

  @Test
  void usageIsLeftOutWhereItIsNotAskedFor() throws Exception {
    Sse answer = rig.stream(Chat.of("trio"));
    assertThat(answer.chunks())
        .noneMatch(chunk -> chunk.has("usage"))
        .allMatch(chunk -> chunk.get("choices").size() == 1);
    assertThat(answer.staircase().get("steps").asInt()).isGreaterThan(1);
  }

  @Test
  void lastDataIsDoneAndTheBodyEndsWithIt() throws Exception {
    try (RawHttp raw = new RawHttp(rig.server.port())) {
      raw.post(Chat.of("trio").with("stream", true));
      String body = raw.readUntil("0\r\n\r\n");
      String done = "data: [DONE]\n\n";
      assertThat(body).containsOnlyOnce(done);
      assertThat(body.substring(body.indexOf(done) + done.length())).isEqualTo("\r\n0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "serial", "staircase"})
  void joinedPiecesAreTheAnswerThatIsNotStreamed(String mode) throws Exception {
    Chat chat = Chat.of("trio").with("seed", 7).mode(mode);
    JsonNode whole = Chat.read(rig.send(chat).body());
    assertThat(rig.stream(chat).content())
        .isEqualTo(whole.at("/choices/0/message/content").stringValue())
        .isEqualTo(counted(200));
  }

  @Test
  void answerThatIsNotStreamedHasItsUsageAlways() throws Exception {
    var response = rig.send(Chat.of("trio"));
    assertThat(response.headers().firstValue("content-type").orElse(""))
        .startsWith("application/json");
    JsonNode answer = Chat.read(response.body());
    assertThat(answer.get("object").stringValue()).isEqualTo("chat.completion");
    assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    assertThat(answer.at("/choices/0/message/role").stringValue()).isEqualTo("assistant");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isGreaterThanOrEqualTo(4 * 200);
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
    assertThat(answer.at("/staircase/agents").size()).isEqualTo(4);
    assertThat(answer.at("/staircase/calls").asInt()).isGreaterThan(4);
  }
}
