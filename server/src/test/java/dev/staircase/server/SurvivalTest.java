package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.paced.PacedOptions;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What becomes of an answer whose models die, hang or refuse: whoever can take over goes on with
/// the text as it stands, and the client reads one answer.
class SurvivalTest {
  private static final String QUESTION = "Why is the sky blue?";

  /// `slow` waits longer for a first token than any test takes, `quick` hardly.
  private static String yaml(String proposers, String writer, String more) {
    return """
    upstreams:
      slow:
        base-url: ${BASE_URL}
        continuation: trailing-assistant
        time-limits: { first-token: 2m }
      quick:
        base-url: ${BASE_URL}
        continuation: trailing-assistant
        time-limits: { first-token: 1s, between-tokens: 1s }
    models:
      team:
        proposers: %s
        aggregator: %s
        pace: { first-chunk: 8 }
        %s
    """
        .formatted(proposers, writer, more);
  }

  private static final String PROPOSERS = "[slow/p1, slow/p2, slow/p3]";

  /// Quick proposers and slower writers, so that a writer has most of its text still to write when
  /// it has seen all of theirs. `w1` and `w2` are like `agg`, `p4` is like `p3`.
  private static Rig rig(String proposers, String writer, String more, String... faults) {
    PacedOptions options =
        PacedOptions.parse(
            List.of(
                "--pace *=steady",
                "--pace *.ttft=5ms",
                "--pace *.itl=1ms",
                "--pace agg.itl=4ms",
                "--model w1=agg",
                "--model w2=agg",
                "--model p4=p3"));
    for (String fault : faults) {
      options = options.with("fault", fault);
    }
    return new Rig(options, yaml(proposers, writer, more), Rig.USUAL);
  }

  private static Chat asked(String mode, String layout) {
    String how = "{\"mode\": \"%s\", \"layout\": \"%s\"}".formatted(mode, layout);
    return Chat.of("team", QUESTION).withJson("staircase", how);
  }

  /// Each fact once, all that there are; a writer alone knows half of them.
  private static void assertWhole(Sse answer, String mode) {
    FactScore score = FactScore.of(QUESTION, answer.content());
    int known = mode.equals("single") ? 6 : 12;
    assertThat(score)
        .as(answer.content())
        .isEqualTo(new FactScore("sky", 12, known, 0, 0, score.corrected()));
    assertThat(answer.finishes()).containsExactly("stop");
    assertThat(answer.last().data()).isEqualTo("[DONE]");
    assertThat(answer.events()).noneMatch(event -> event.name().equals("error"));
  }

  private static String error(Sse answer) {
    assertThat(answer.finishes()).isEmpty();
    assertThat(answer.last().name()).isEqualTo("error");
    return answer.last().json().at("/error/code").stringValue();
  }

  @ParameterizedTest
  @CsvSource({
    "single, grouped, die:50",
    "single, grouped, error-event:50",
    "serial, grouped, die:50",
    "serial, grouped, no-finish:50",
    "staircase, grouped, die:50",
    "staircase, appended, die:50"
  })
  void aWriterThatDiesIsReplacedWithinItsSentence(String mode, String layout, String fault)
      throws Exception {
    try (Rig rig = rig(PROPOSERS, "slow/w1", "fallback: slow/agg", "w1=" + fault)) {
      Sse answer = rig.stream(asked(mode, layout));
      assertWhole(answer, mode);
      assertThat(Sse.befell(answer.staircase()))
          .containsSubsequence("aggregator resumed", "aggregator fell_back");
      assertThat(rig.models.stats().calls("agg")).isPositive();
      assertThat(rig.quiet()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"single, grouped", "serial, grouped", "staircase, grouped", "staircase, appended"})
  void withNobodyToReplaceItTheTextStopsWithAnError(String mode, String layout) throws Exception {
    try (Rig rig = rig(PROPOSERS, "slow/w1", "", "w1=die:50")) {
      Sse answer = rig.stream(asked(mode, layout));
      assertThat(answer.content()).startsWith(mode.equals("single") ? "This is" : "Several models");
      assertThat(error(answer)).isEqualTo("upstream_unreachable");
      assertThat(rig.quiet()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"single, grouped", "serial, grouped", "staircase, grouped", "staircase, appended"})
  void fallbacksThatFailAreFollowedByTheNext(String mode, String layout) throws Exception {
    String fallback = "fallback: [slow/w2, slow/agg]";
    for (String fault : List.of("die:30", "refuse:401")) {
      try (Rig rig = rig(PROPOSERS, "slow/w1", fallback, "w1=die:50", "w2=" + fault)) {
        Sse answer = rig.stream(asked(mode, layout));
        assertWhole(answer, mode);
        assertThat(Sse.befell(answer.staircase()))
            .containsSubsequence("aggregator fell_back", "aggregator fell_back");
      }
    }
  }

  /// Waiting for its first token would outlast the client.
  @ParameterizedTest
  @CsvSource({"serial, grouped", "staircase, grouped", "staircase, appended"})
  void aHangingProposerCostsItsPatience(String mode, String layout) throws Exception {
    String proposers = "[slow/p1, slow/p2, slow/p3, slow/p4]";

    try (Rig rig = rig(proposers, "slow/agg", "patience: 300ms\n    quorum: 3", "p4=hang")) {
      Sse answer = rig.stream(asked(mode, layout));
      assertWhole(answer, mode);
      assertThat(Sse.befell(answer.staircase())).contains("p4 late").doesNotContain("p3 dropped");
      assertThat(rig.models.stats().calls("p4")).isEqualTo(1);
      assertThat(rig.quiet()).as("the hanging call is closed").isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "serial", "staircase"})
  void aWriterThatHangsOnceIsAskedOnceMore(String mode) throws Exception {
    try (Rig rig = rig(PROPOSERS, "quick/w1", "", "w1=hang@first")) {
      Sse answer = rig.stream(asked(mode, "grouped"));
      assertWhole(answer, mode);
      assertThat(Sse.befell(answer.staircase())).containsOnlyOnce("aggregator retried");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "serial", "staircase"})
  void aWriterThatHangsAlwaysIsATimeoutAfterTwoAttempts(String mode) throws Exception {
    try (Rig rig = rig(PROPOSERS, "quick/w1", "", "w1=hang")) {
      HttpResponse<String> response = rig.send(asked(mode, "grouped").with("stream", true));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(504);
      assertThat(RefusalContractTest.error(response).get("code").stringValue())
          .isEqualTo("upstream_timeout");
      assertThat(rig.models.stats().calls("w1")).isEqualTo(2);
      assertThat(rig.quiet()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "single, hang",
    "serial, hang",
    "staircase, hang",
    "single, hang:50",
    "serial, hang:50"
  })
  void aWriterThatHangsIsReplacedAtOnce(String mode, String fault) throws Exception {
    try (Rig rig = rig(PROPOSERS, "quick/w1", "fallback: slow/agg", "w1=" + fault)) {
      Sse answer = rig.stream(asked(mode, "grouped"));
      assertWhole(answer, mode);
      assertThat(Sse.befell(answer.staircase())).contains("aggregator fell_back");
      assertThat(rig.models.stats().calls("w1")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"serial, p1", "staircase, p1", "single, aggregator", "serial, aggregator"})
  void aRateLimitIsWaitedOut(String mode, String agent) throws Exception {
    String model = agent.equals("p1") ? "p1" : "agg";
    try (Rig rig = rig(PROPOSERS, "slow/agg", "", model + "=refuse:429:1s@first")) {
      Sse answer = rig.stream(asked(mode, "grouped"));
      assertWhole(answer, mode);
      JsonNode event = answer.staircase().at("/events/0");
      assertThat(Sse.befell(answer.staircase())).startsWith(agent + " retried");
      assertThat(event.get("detail").stringValue()).startsWith("in 1000 ms");
    }
  }

  @ParameterizedTest
  @CsvSource({"single, 60", "serial, 900", "staircase, 400"})
  void aCapEndsTheAnswerByLength(String mode, int tokens) throws Exception {
    String caps = "caps: { completion-tokens: %d }".formatted(tokens);
    try (Rig rig = rig(PROPOSERS, "slow/agg", caps)) {
      Sse answer = rig.stream(asked(mode, "grouped"));
      assertThat(answer.content()).isNotBlank();
      assertThat(answer.finishes()).containsExactly("length");
      assertThat(Sse.befell(answer.staircase())).contains("aggregator capped");
      assertThat(rig.quiet()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"single, 60", "serial, 900", "staircase, 400"})
  void aCapFailsTheAnswerWhereThatIsWanted(String mode, int tokens) throws Exception {
    String caps = "caps: { completion-tokens: %d, at-cap: fail }".formatted(tokens);
    try (Rig rig = rig(PROPOSERS, "slow/agg", caps)) {
      Sse answer = rig.stream(asked(mode, "grouped"));
      assertThat(answer.content()).isNotBlank();
      assertThat(error(answer)).isEqualTo("cap_reached");
      assertThat(rig.quiet()).isTrue();
    }
  }

  /// Clients ask again after 429 and 5xx, which would be paid for again.
  @ParameterizedTest
  @CsvSource({
    "single, prompt-tokens: 1",
    "single, time: 1ms",
    "serial, completion-tokens: 20",
    "serial, calls: 1",
    "staircase, completion-tokens: 20",
    "staircase, calls: 1"
  })
  void aCapThatLeavesNoTextIsAnErrorNotToBeTriedAgain(String mode, String cap) throws Exception {
    try (Rig rig = rig(PROPOSERS, "slow/agg", "caps: { " + cap + " }")) {
      HttpResponse<String> response = rig.send(asked(mode, "grouped").with("stream", true));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
      JsonNode error = RefusalContractTest.error(response);
      assertThat(error.get("type").stringValue()).isEqualTo("invalid_request_error");
      assertThat(error.get("code").stringValue()).isEqualTo("cap_reached");
      assertThat(error.get("message").stringValue()).contains("cap was reached", "raise the cap");
      assertThat(rig.quiet()).isTrue();
    }
  }
}
