package dev.staircase.server;

import static dev.staircase.server.Sse.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.paced.PrefixStyle;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Every way of asking a model to go on, against every way a model takes it: the client gets the
/// counted words once each, whether the configuration is right or wrong.
class ContinuationTest {
  private static final List<String> WAYS =
      List.of(
          "auto",
          "continue-final-message",
          "trailing-assistant",
          "prefix-flag",
          "completions",
          "new-turn");

  private static Rig rig;

  @BeforeAll
  static void start() {
    var options = Rig.paced();
    StringBuilder upstreams = new StringBuilder("upstreams:\n");
    StringBuilder models = new StringBuilder("models:\n");
    for (String way : WAYS) {
      upstreams.append(
          """
            %s:
              base-url: ${BASE_URL}
              continuation: %1$s
              chat-template: llama3
          """
              .formatted(way));
    }
    for (PrefixStyle style : PrefixStyle.values()) {
      options =
          options.with("model", style.label() + "=agg").with("prefix-style", same(style.label()));
      for (String way : WAYS) {
        models.append(
            """
              %s.%s:
                proposers: ["new-turn/p1", "new-turn/p2", "new-turn/p3"]
                aggregator: %2$s/%1$s
                pace: { first-chunk: 8, chunk-cap: 16 }
            """
                .formatted(style.label(), way));
      }
    }
    rig = new Rig(options, upstreams.toString() + models, Rig.USUAL);
  }

  private static String same(String label) {
    return label + "=" + label;
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(PrefixStyle.class)
  void wordsComeOnceEachWhateverIsConfigured(PrefixStyle style) throws Exception {
    Map<String, CompletableFuture<HttpResponse<String>>> answers = new LinkedHashMap<>();
    for (String way : WAYS) {
      for (Layout layout : Layout.values()) {
        String name = layout.name().toLowerCase(Locale.ROOT);
        Chat chat =
            Chat.of(style.label() + "." + way)
                .with("stream", true)
                .withJson("staircase", "{\"layout\": \"" + name + "\"}");
        answers.put(
            way + " " + name,
            rig.http.sendAsync(rig.post(chat), HttpResponse.BodyHandlers.ofString()));
      }
    }
    for (var answer : answers.entrySet()) {
      Sse sse = Sse.of(answer.getValue().get());
      assertThat(sse.content()).as(answer.getKey()).isEqualTo(counted(200));
      assertThat(sse.finishes()).containsExactly("stop");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TRAILING, continue_final_message",
    "TRAILING_ECHO, continue_final_message",
    "CONTINUE_FINAL_MESSAGE, continue_final_message",
    "PREFIX_FLAG, prefix",
    "PREFIX_FLAG_ECHO, prefix",
    "CLOSE_TURN, new turn",
    "USER_MESSAGE, new turn",
    "REJECT, new turn"
  })
  void probeFindsAWayThatWorks(PrefixStyle style, String way) throws Exception {
    String yaml =
        """
        upstreams:
          local: { base-url: "${BASE_URL}", continuation: auto }
        models:
          m: { proposers: ["local/p1"], aggregator: local/agg, pace: { first-chunk: 4 } }
        """;
    var options = Rig.paced("--prefix-style agg=" + style.label(), "--pace agg.itl=1ms");
    try (Rig probed = new Rig(options, yaml, Rig.USUAL)) {
      Sse answer = probed.stream(Chat.of("m"));
      assertThat(answer.content()).isEqualTo(counted(200));
      List<String> ways =
          probed.models.stats().received().stream()
              .map(call -> Chat.read(call.body()))
              .filter(call -> call.get("model").stringValue().equals("agg"))
              .filter(call -> !call.toString().contains("Count from one to ten"))
              .filter(call -> call.get("messages").size() > 2)
              .map(ContinuationTest::wayOf)
              .distinct()
              .toList();
      assertThat(ways).containsExactly(way);
      assertThat(Sse.befell(answer.staircase())).doesNotContain("aggregator restarted");
    }
  }

  private static String wayOf(JsonNode call) {
    JsonNode last = call.at("/messages/" + (call.get("messages").size() - 1));
    if (last.get("role").stringValue().equals("user")) {
      return "new turn";
    }
    return last.has("prefix")
        ? "prefix"
        : call.has("continue_final_message") ? "continue_final_message" : "trailing";
  }
}
