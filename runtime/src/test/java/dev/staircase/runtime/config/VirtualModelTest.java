package dev.staircase.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class VirtualModelTest {
  private static final String YAML =
      """
      upstreams:
        u: {base-url: http://h/v1}
        fixed: {base-url: http://h/v1, continuation: new-turn}
      models:
        trio:
          proposers: [u/a, fixed/b, {model: u/c, seed: 5, temperature: null}]
          aggregator: {model: u/agg, temperature: 0.3, max-tokens: 100}
          pace: careful
          quorum: 2
        patient: {proposers: [u/a, u/b], aggregator: u/agg, patience: 3s}
        layers: {layers: [[u/a, u/b], [u/c]], aggregator: u/agg, mode: serial}
        lockstep: {proposers: [u/a], aggregator: u/agg, pace: paper}
        alone: {topology: single, aggregator: u/agg}
      """;

  private final Config config = Config.parse(YAML, "f.yaml", Map.of());

  private VirtualModel model(String name) {
    return Objects.requireNonNull(config.models().get(name));
  }

  private Plan plan(String model, Overrides overrides) {
    return plan(model, overrides, Sampling.DEFAULT, 0);
  }

  private Plan plan(String model, Overrides overrides, Sampling sampling, int maxTokens) {
    var request =
        new VirtualModel.Request(
            List.of(Message.user("Why?")), sampling, maxTokens, "fence", overrides);
    return model(model)
        .plan(
            request,
            name -> name.endsWith("a") ? Continuation.PREFIX_FLAG : Continuation.TRAILING_ASSISTANT,
            Pacing.AS_CONFIGURED);
  }

  private static Overrides overrides(String json) {
    return Overrides.of(JsonMapper.shared().readTree(json));
  }

  @Test
  void aStaircaseHasTheConfiguredTeamAndPace() {
    Plan plan = plan("trio", Overrides.NONE);

    Sampling usual = new Sampling(0.7, null, null, List.of(), null);
    Sampling seeded = new Sampling(null, null, 5L, List.of(), null);
    Sampling writer = new Sampling(0.3, null, null, List.of(), null);
    assertThat(plan.topology().agents())
        .containsExactly(
            Agent.of("p1", "u/a", List.of(), Continuation.PREFIX_FLAG, 0, usual),
            Agent.of("p2", "fixed/b", List.of(), Continuation.NEW_TURN, 0, usual),
            Agent.of("p3", "u/c", List.of(), Continuation.TRAILING_ASSISTANT, 0, seeded),
            Agent.of(
                "aggregator",
                "u/agg",
                List.of(0, 1, 2),
                Continuation.TRAILING_ASSISTANT,
                100,
                writer));
    assertThat(plan.pace()).isEqualTo(Pace.CAREFUL.waiting(2, 10_000));
    assertThat(plan.layout()).isEqualTo(Layout.GROUPED);
    assertThat(plan.conversation()).containsExactly(Message.user("Why?"));
  }

  @Test
  void theClientsWishesComeFirstAndConcernTheWriterAlone() {
    Sampling wanted = new Sampling(1.0, 0.9, 3L, List.of("END"), "{}");
    List<Agent> agents = plan("trio", Overrides.NONE, wanted, 50).topology().agents();

    assertThat(agents.getLast().sampling()).isEqualTo(wanted);
    assertThat(agents.getLast().maxTokens()).isEqualTo(50);
    assertThat(agents.getFirst().sampling().stop()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "trio, {}, CAREFUL, 2, 10000, 4",
    "trio, {\"mode\": \"staircase\"}, CAREFUL, 2, 10000, 4",
    "trio, {\"mode\": \"serial\"}, SERIAL, 2, 0, 4",
    "trio, '{\"pace\": \"eager\"}', EAGER, 2, 10000, 4",
    "trio, '{\"mode\": \"serial\", \"pace\": \"eager\"}', SERIAL, 2, 0, 4",
    "trio, {\"mode\": \"single\"}, CAREFUL, 2, 10000, 1",
    "patient, {}, BALANCED, 0, 3000, 3",
    "patient, {\"mode\": \"serial\"}, SERIAL, 0, 3000, 3",
    "layers, {}, SERIAL, 0, 0, 4",
    "alone, {\"mode\": \"serial\"}, SERIAL, 0, 0, 1",
    "alone, null, BALANCED, 0, 10000, 1",
  })
  void modesAndPaces(
      String model, String json, String pace, int quorum, long patienceMs, int agents) {
    Plan plan = plan(model, overrides(json));

    Pace named = pace.equals("SERIAL") ? Pace.SERIAL : PaceSettings.Preset.valueOf(pace).pace();
    assertThat(plan.pace()).isEqualTo(named.waiting(quorum, patienceMs));
    assertThat(plan.topology().agents()).hasSize(agents);
  }

  @Test
  void aMapChangesTheModelsOwnPace() {
    Pace pace =
        plan("trio", overrides("{\"pace\": {\"first-chunk\": 3, \"showing\": \"chunk\"}}")).pace();
    assertThat(pace.firstChunk()).isEqualTo(3);
    assertThat(pace.showing()).isEqualTo(Pace.Showing.CHUNK);
    assertThat(pace.lead()).isEqualTo(Pace.CAREFUL.lead());

    Pace named =
        plan("trio", overrides("{\"pace\": {\"preset\": \"eager\", \"first-chunk\": 3}}")).pace();
    assertThat(named.firstChunk()).isEqualTo(3);
    assertThat(named.lead()).isEqualTo(Pace.EAGER.lead());
    assertThat(named.quorum()).isEqualTo(2);
  }

  @Test
  void layersAreNumberedAndReadTheOnesBefore() {
    List<Agent> agents =
        plan("layers", overrides("{\"layout\": \"appended\"}")).topology().agents();
    assertThat(agents)
        .extracting(Agent::name)
        .containsExactly("l1p1", "l1p2", "l2p1", "aggregator");
    assertThat(agents)
        .extracting(Agent::reads)
        .containsExactly(List.of(), List.of(), List.of(0, 1), List.of(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"mode\": \"stair\"} | staircase.mode | staircase.mode: expected one of single, serial,"
            + " staircase, found 'stair'",
        "{\"moed\": \"serial\"} | staircase.moed | staircase.moed: expected one of the keys mode,"
            + " pace, layout, found 'moed'; did you mean 'mode'?",
        "{\"pace\": \"eeger\"} | staircase.pace | staircase.pace: expected one of paper, eager,"
            + " balanced, careful, auto, found 'eeger'; did you mean 'eager'?",
        "{\"pace\": {\"first-chunk\": 0}} | staircase.pace.first-chunk |"
            + " staircase.pace.first-chunk: expected a whole number of tokens from 1 to 1000000,"
            + " found 0",
        "{\"pace\": 8} | staircase.pace | staircase.pace: expected the name of a pace, or a map,"
            + " found 8",
        "{\"layout\": [\"grouped\"]} | staircase.layout | staircase.layout: expected one of"
            + " grouped, appended, found a list of 1",
        "\"serial\" | staircase | staircase: expected a map of mode, pace and layout, found"
            + " 'serial'",
        "{\"mode\": 1, \"layout\": 2} | staircase.mode | staircase.mode: expected one of single,"
            + " serial, staircase, found 1. staircase.layout: expected one of grouped, appended,"
            + " found 2",
      })
  void wrongOverridesAreTold(String json, String param, String message) {
    var refused = catchThrowableOfType(OverrideException.class, () -> overrides(json));
    assertThat(refused).hasMessage(message);
    assertThat(refused.param()).isEqualTo(param);
  }

  @Test
  void overridesThatDoNotGoTogetherAreTold() {
    Overrides noLead = overrides("{\"pace\": {\"lead\": 0}}");
    assertThatThrownBy(() -> plan("lockstep", noLead))
        .isInstanceOf(OverrideException.class)
        .hasMessageStartingWith(
            "staircase.pace: a writer that is cut over at its bound needs a bound");
    assertThat(plan("trio", noLead).pace().lead()).isZero();
  }

  @Test
  void modesHaveNames() {
    assertThat(Mode.wireNames()).containsExactly("single", "serial", "staircase");
    assertThat(Mode.of("serial")).isEqualTo(Mode.SERIAL);
    assertThatThrownBy(() -> Mode.of("fast"))
        .hasMessage("expected one of [single, serial, staircase], found 'fast'");
    assertThat(plan("trio", Overrides.of(Mode.SINGLE)).topology().agents()).hasSize(1);
  }
}
