package dev.staircase.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Price;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// The plans of every topology, and what agents may be given.
final class TopologiesTest {
  private static final Sampling WANTED =
      new Sampling(null, null, null, List.of(), "{}", Form.TEXT_OR_TOOLS);

  private static Config config(String models) {
    String upstreams =
        """
        upstreams:
          u: {base-url: http://h/v1}
          v:
            base-url: http://h/v1
            continuation: prefix-flag
            sees: true
            models: {b: {warm: true, sees: false, continuation: auto}}
            prices: {b: {prompt: 1, completion: 2}}
        models:
        """;
    return Config.parse(upstreams + models.indent(2), "f.yaml", Map.of());
  }

  private static VirtualModel model(String yaml) {
    return Objects.requireNonNull(config("m: " + yaml).models().get("m"));
  }

  private static Plan plan(VirtualModel model, String overrides, Pacing pacing) {
    var request =
        new VirtualModel.Request(
            List.of(Message.user("Why?")),
            WANTED,
            0,
            "fence",
            Overrides.of(JsonMapper.shared().readTree(overrides)));
    return model.plan(request, name -> Continuation.TRAILING_ASSISTANT, pacing);
  }

  private static Plan plan(String yaml, String mode) {
    return plan(model(yaml), "{\"mode\": \"%s\"}".formatted(mode), Pacing.AS_CONFIGURED);
  }

  private static Agent agent(Plan plan, String name) {
    return plan.topology().agents().stream()
        .filter(agent -> agent.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// `name=model(sources) task`, in reading order.
  private static String told(Plan plan) {
    return plan.topology().agents().stream()
        .map(agent ->
            "%s=%s%s %s".formatted(agent.name(), agent.model(), agent.reads(), task(agent.task())))
        .collect(Collectors.joining("; "));
  }

  private static String task(Task task) {
    return switch (task) {
      case Task.Aggregate() -> "aggregate";
      case Task.Debate(int own) -> "debate " + own;
      case Task.Judge() -> "judge";
      case Task.Refine() -> "refine";
      case Task.Custom(String instructions) -> instructions;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{proposers: [u/a, u/b], aggregator: u/c}"
            + "| p1=u/a[] aggregate; p2=u/b[] aggregate; aggregator=u/c[0, 1] aggregate",
        "{topology: debate, debaters: [u/a, u/b], judge: u/c}"
            + "| r1d1=u/a[] debate -1; r1d2=u/b[] debate -1; r2d1=u/a[0, 1] debate 0;"
            + " r2d2=u/b[0, 1] debate 1; judge=u/c[2, 3] judge",
        "{topology: debate, debaters: [u/a], samples: 2, rounds: 1}"
            + "| r1d1=u/a[] debate -1; r1d2=u/a[] debate -1; d1=u/a[0, 1] debate 0",
        "{topology: debate, debaters: [u/a, {model: u/b, instructions: No!}], rounds: 1,"
            + " judge: {model: u/c, instructions: Well.}}"
            + "| r1d1=u/a[] debate -1; r1d2=u/b[] No!; judge=u/c[0, 1] Well.",
        "{topology: chain, agents: [u/a, {model: u/b, instructions: Shorten.}, u/c]}"
            + "| a1=u/a[] aggregate; a2=u/b[0] Shorten.; a3=u/c[1] refine",
        "{topology: tree, layers: [[u/a, u/b, {model: u/c, samples: 2}, u/d], [u/e, u/f]],"
            + " aggregator: u/g}"
            + "| l1n1=u/a[] aggregate; l1n2=u/b[] aggregate; l1n3=u/c[] aggregate;"
            + " l1n4=u/c[] aggregate; l1n5=u/d[] aggregate; l2n1=u/e[0, 1, 2] aggregate;"
            + " l2n2=u/f[3, 4] aggregate; aggregator=u/g[5, 6] aggregate",
        "{topology: graph, agents: {w: {model: u/w, reads: [b, a], task: judge},"
            + " a: {model: u/a, reads: [b, c], task: refine}, b: u/b,"
            + " c: {model: u/c, instructions: Guess.}}}"
            + "| b=u/b[] aggregate; c=u/c[] Guess.; a=u/a[0, 1] refine; w=u/w[0, 2] judge",
        "{topology: graph, agents: {only: {model: u/a}}} | only=u/a[] aggregate",
      })
  void everyTopologyHasItsPlan(String yaml, String agents) {
    assertThat(told(plan(yaml, "staircase"))).isEqualTo(agents);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{topology: debate, debaters: [u/a, u/b], judge: u/c} | judge=u/c[] aggregate",
        "{topology: debate, debaters: [u/a, u/b]} | d1=u/a[] aggregate",
        "{topology: chain, agents: [u/a, {model: u/b, instructions: Sing.}]} | a2=u/b[] Sing.",
        "{topology: tree, layers: [[u/a]], aggregator: u/b} | aggregator=u/b[] aggregate",
        "{topology: graph, agents: {w: {model: u/w, reads: [a], task: judge}, a: u/a}}"
            + "| w=u/w[] aggregate",
      })
  void aSingleAnswerIsTheWritersAlone(String yaml, String agents) {
    Plan plan = plan(yaml, "single");
    assertThat(told(plan)).isEqualTo(agents);
    assertThat(plan.topology().agreement()).isNull();
  }

  @Test
  void aSerialAnswerWaitsForWholeTexts() {
    String yaml =
        "{topology: debate, debaters: [u/a, u/b], hand-over: {step: '#'}, barrier: false,"
            + " agreement: '[0-9]+', pace: auto}";
    Plan plan = plan(yaml, "serial");
    assertThat(plan.paces()).containsOnly(Pace.SERIAL);
    assertThat(plan.topology().agreement())
        .isEqualTo(new Agreement(List.of(List.of(0, 1), List.of(2, 3)), "[0-9]+"));
    assertThat(plan.topology().agents())
        .allMatch(Agent::barrier)
        .extracting(Agent::handOver)
        .containsOnly(HandOver.TOKENS);
  }

  @Test
  void agentsHaveTheirOwnSettingsBeforeTheVirtualModels() {
    Plan plan =
        plan(
            """
            {topology: graph, hand-over: sentence, barrier: false, temperature: 0.5, max-tokens: 9,
              agents: {
                a: {model: u/a, hand-over: {step: "##"}, barrier: true, temperature: 0, max-tokens: 5, seed: 7},
                b: {model: u/b, hand-over: tokens}, c: u/c, w: {model: u/w, reads: [a, b, c]}}}
            """,
            "staircase");
    assertThat(plan.topology().agents())
        .extracting(Agent::handOver)
        .containsExactly(
            HandOver.steps("##"), HandOver.TOKENS, HandOver.SENTENCES, HandOver.TOKENS);
    assertThat(plan.topology().agents())
        .extracting(Agent::barrier)
        .containsExactly(true, false, false, false);
    assertThat(plan.topology().agents()).extracting(Agent::maxTokens).containsExactly(5, 9, 9, 0);
    assertThat(agent(plan, "a").sampling()).isEqualTo(new Sampling(0.0, null, 7L, List.of(), null));
    assertThat(agent(plan, "c").sampling().temperature()).isEqualTo(0.5);
    assertThat(agent(plan, "w").sampling()).isEqualTo(WANTED);
  }

  @Test
  void seatsKnowTheirModels() {
    VirtualModel model =
        model(
            "{proposers: [{model: u/a, fallback: v/a}], aggregator: u/c,"
                + " fallback: [v/b, {model: u/d, continuation: new-turn}], hedge: {with: v/b}}");
    Plan plan = plan(model, "{}", Pacing.AS_CONFIGURED);
    var found = Continuation.TRAILING_ASSISTANT;
    Seat paid = new Seat("v/b", found, new Price(1, 1, 2), true, false);
    Seat sees = new Seat("v/a", Continuation.PREFIX_FLAG, Price.FREE, false, true);
    assertThat(agent(plan, "p1").seats()).containsExactly(Seat.of("u/a", found), sees);
    assertThat(agent(plan, "aggregator").seats())
        .containsExactly(Seat.of("u/c", found), paid, Seat.of("u/d", Continuation.NEW_TURN));
    assertThat(plan.topology().agents()).extracting(Agent::hedge).containsOnly(paid);
    assertThat(model.toProbe()).containsExactly("u/c", "v/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{proposers: [u/a], aggregator: u/c} | u/c",
        "{topology: single, aggregator: u/c} |",
        "{topology: single, aggregator: u/c, hedge: {with: u/d}} |",
        "{topology: single, aggregator: u/c, fallback: u/d} | u/d",
        "{proposers: [{model: u/a, fallback: u/b}], aggregator: v/a, hedge: {with: u/d}} | u/b u/d",
        "{topology: chain, agents: [u/a, u/b, {model: u/c, continuation: new-turn}]} | u/b",
        "{topology: debate, debaters: [u/a, u/b], judge: v/a} | u/a u/b",
      })
  void modelsThatMayGoOnWithATextAreProbed(String yaml, String models) {
    assertThat(String.join(" ", model(yaml).toProbe()))
        .isEqualTo(Objects.requireNonNullElse(models, ""));
  }

  @Test
  void theFirstDebaterWritesWithTheWritersFallbacks() {
    Plan own =
        plan("{topology: debate, debaters: [{model: v/a, fallback: v/c}, u/b]}", "staircase");
    assertThat(agent(own, "d1").seats()).isEqualTo(agent(own, "r2d1").seats()).hasSize(2);
    Plan writers =
        plan(
            "{topology: debate, debaters: [{model: v/a, fallback: v/c}, u/b], fallback: v/d}",
            "staircase");
    assertThat(agent(writers, "d1").seats()).extracting(Seat::model).containsExactly("v/a", "v/d");
    assertThat(agent(writers, "r1d1").seats())
        .extracting(Seat::model)
        .containsExactly("v/a", "v/c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                     | 2 |  250 |   5000 |  8 | 1000 | false",
        "retries: 0                           | 0 |  250 |   5000 |  8 | 1000 | false",
        "retries: {most: 4, backoff: 0s}      | 4 |    0 |   5000 |  8 | 1000 | false",
        "retries: {longest-wait: 1m, budget: 0}, hedge: none"
            + "                                   | 2 |  250 |  60000 |  0 | 1000 | false",
        "hedge: {after: 800ms}                | 2 |  250 |   5000 |  8 |  800 | true",
        "hedge: {}, retries: 1                | 1 |  250 |   5000 |  8 | 1000 | true",
      })
  void recovery(
      String keys, int most, long backoff, long longest, int budget, long late, boolean hedged) {
    String more = keys == null ? "" : ", " + keys;
    Plan plan = plan("{proposers: [u/a], aggregator: u/b" + more + "}", "staircase");
    assertThat(plan.recovery()).isEqualTo(new Recovery(most, backoff, longest, budget, late));
    assertThat(plan.topology().agents())
        .allMatch(agent -> hedged == agent.seats().getFirst().equals(agent.hedge()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                | 1000 | 0 |  0 |   0 | 900000 | FINISH",
        "{calls: none, time: none}                         |    0 | 0 |  0 |   0 |      0 | FINISH",
        "{calls: 0, time: 0, usd: 0, prompt-tokens: 0}     |    0 | 0 |  0 |   0 |      0 | FINISH",
        "{time: 0s, usd: 0.5, at-cap: fail}                | 1000 | 0 |  0 | 0.5 |      0 | FAIL",
        "{prompt-tokens: 7, completion-tokens: 12, time: 5m} | 1000 | 7 | 12 | 0 | 300000 | FINISH",
      })
  void caps(
      String caps, int calls, long prompt, long completion, double usd, long ms, Caps.AtCap at) {
    Plan plan = plan("{topology: single, aggregator: u/a, caps: " + caps + "}", "staircase");
    assertThat(plan.caps()).isEqualTo(new Caps(calls, prompt, completion, usd, ms, at));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "auto                            | {}                                   | 8 | a2 a3",
        "{preset: auto, first-chunk: 3}  | {}                                   | 3 | a2 a3",
        "auto                            | {\"pace\": {\"first-chunk\": 5}}         | 5 | a2 a3",
        "auto                            | {\"pace\": \"careful\"}                  | 32 |",
        "careful                         | {\"pace\": {\"first-chunk\": 5}}         | 5 |",
        "careful                         | {\"pace\": \"auto\"}                     | 8 | a2 a3",
        "{preset: careful, first-chunk: 3} | {\"pace\": {\"preset\": \"auto\", \"lead\": 2}} | 8 |"
            + " a2 a3",
        "auto                            | {\"mode\": \"single\"}                   | 8 |",
      })
  void anAdaptivePaceIsChosenForEveryReader(
      String pace, String overrides, int firstChunk, String asked) {
    List<String> readers = new ArrayList<>();
    Pacing pacing =
        (base, reader, sources) -> {
          readers.add(reader.name());
          assertThat(base.firstChunk()).isEqualTo(firstChunk);
          assertThat(base.patienceMs()).isEqualTo(7_000);
          assertThat(sources).hasSize(1);
          return base.waiting(1, readers.size());
        };
    VirtualModel model =
        model("{topology: chain, agents: [u/a, u/b, u/c], patience: 7s, pace: %s}".formatted(pace));
    Plan plan = plan(model, overrides, pacing);

    assertThat(String.join(" ", readers)).isEqualTo(Objects.requireNonNullElse(asked, ""));
    assertThat(plan.paces().getFirst().firstChunk()).isEqualTo(firstChunk);
    assertThat(plan.pace().patienceMs()).isEqualTo(readers.isEmpty() ? 7_000 : 2);
  }
}
