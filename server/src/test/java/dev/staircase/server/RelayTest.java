package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.paced.PacedOptions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// A chain whose agents hand on whole sentences, or steps that they mark as they are told to.
class RelayTest {
  private static final String QUESTION = "Why is the sky blue?";

  /// A response that more will follow on, as it stands in a prompt.
  private static final Pattern PARTIAL =
      Pattern.compile("(?s)Response 1 \\(still being written\\):\\n<<(\\w+)\\n(.*?)\\n\\1>>");

  private static String yaml(String continuation, String handOver, String layout) {
    return """
    upstreams:
      local: { base-url: "${BASE_URL}", continuation: %s }
    models:
      relay:
        topology: chain
        agents: [local/p1, local/p2, local/agg]
        hand-over: %s
        layout: %s
        patience: 20s
    """
        .formatted(continuation, handOver, layout);
  }

  @ParameterizedTest
  @CsvSource({
    "grouped, trailing-assistant, '{ step: \"###\" }', '\n###'",
    "grouped, new-turn, '{ step: \"###\" }', '\n###'",
    "appended, trailing-assistant, '{ step: \"###\" }', '\n###'",
    "grouped, trailing-assistant, sentence, .",
    "appended, new-turn, sentence, ."
  })
  void readersSeeWholeUnitsAndTheAnswerIsComplete(
      String layout, String continuation, String handOver, String end) throws Exception {
    PacedOptions options =
        PacedOptions.parse(List.of("--pace *=steady", "--pace *.ttft=5ms", "--pace *.itl=3ms"));
    try (Rig rig = new Rig(options, yaml(continuation, handOver, layout), Rig.USUAL)) {
      Sse answer = rig.stream(Chat.of("relay", QUESTION));
      FactScore score = FactScore.of(QUESTION, answer.content());
      assertThat(score)
          .as(answer.content())
          .isEqualTo(new FactScore("sky", 12, 11, 0, 0, score.corrected()));
      assertThat(answer.content()).doesNotContain("#");
      assertThat(answer.finishes()).containsExactly("stop");
      for (String reader : List.of("p2", "agg")) {
        assertThat(partialViews(rig, reader))
            .as(reader)
            .isNotEmpty()
            .allSatisfy(view -> assertThat(view.stripTrailing()).endsWith(end));
      }
    }
  }

  /// What a model was shown of a response that was not finished, in the order of its calls.
  private static List<String> partialViews(Rig rig, String model) {
    return rig.models.stats().received().stream()
        .map(received -> Chat.read(received.body()))
        .filter(body -> body.get("model").stringValue().equals(model))
        .map(RelayTest::prompt)
        .flatMap(prompt -> PARTIAL.matcher(prompt).results())
        .map((MatchResult view) -> view.group(2))
        .toList();
  }

  private static String prompt(JsonNode body) {
    return body.get("messages")
        .valueStream()
        .map(message -> message.get("content").stringValue())
        .collect(Collectors.joining("\n"));
  }
}
