package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.facts.FactBase;
import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.facts.Topic;
import dev.staircase.lab.paced.PacedOptions;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The built-in models, which read their prompts: an answer by staircase holds every fact once and
/// leaves nothing wrong standing, whichever the layout and the way of going on.
class FactsTest {
  private static final int EACH_NTH_TOPIC = 4;

  private static String yaml(String continuation, String layout) {
    return """
    upstreams:
      local: { base-url: "${BASE_URL}", continuation: %s, usage: continuous }
    models:
      trio:
        proposers: ["local/p1", "local/p2", "local/p3"]
        aggregator: local/agg
        pace: { first-chunk: 8 }
        layout: %s
    """
        .formatted(continuation, layout);
  }

  @ParameterizedTest
  @CsvSource({
    "grouped, trailing-assistant, trailing",
    "grouped, new-turn, trailing",
    "appended, trailing-assistant, trailing",
    "appended, new-turn, trailing",
    "grouped, trailing-assistant, close-turn",
    "grouped, trailing-assistant, trailing-echo",
    "grouped, trailing-assistant, reject"
  })
  void everyFactIsToldOnce(String layout, String continuation, String style) throws Exception {
    var options =
        PacedOptions.parse(
            List.of(
                "--pace",
                "*=steady",
                "--pace",
                "*.ttft=5ms",
                "--pace",
                "*.itl=3ms",
                "--prefix-style",
                "agg=" + style));
    List<String> wrong = new ArrayList<>();
    try (Rig rig = new Rig(options, yaml(continuation, layout), Rig.USUAL)) {
      Map<String, CompletableFuture<HttpResponse<String>>> answers = new LinkedHashMap<>();
      for (String question : questions()) {
        var request = rig.post(Chat.of("trio", question).with("stream", true));
        answers.put(question, rig.http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      for (var asked : answers.entrySet()) {
        Sse answer = Sse.of(asked.getValue().get());
        FactScore score = FactScore.of(asked.getKey(), answer.content());
        String row =
            "%-8s %-18s %-13s steps %d, facts %d of %d, repeated %d, contradicted %d: %s"
                .formatted(
                    layout,
                    continuation,
                    style,
                    answer.staircase().get("steps").asInt(),
                    score.covered(),
                    score.known(),
                    score.repeated(),
                    score.contradicted(),
                    asked.getKey());
        System.out.println(row);
        boolean whole = score.known() > 0 && score.covered() == score.known();
        if (!whole || score.repeated() > 0 || score.contradicted() > 0) {
          wrong.add(row + "\n" + answer.content());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> questions() {
    List<String> all = FactBase.builtIn().topics().stream().map(Topic::question).toList();
    return IntStream.range(0, all.size())
        .filter(i -> i % EACH_NTH_TOPIC == 0)
        .mapToObj(all::get)
        .toList();
  }
}
