package dev.staircase.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Topology;
import dev.staircase.lab.paced.Pace;
import dev.staircase.lab.schedule.Cast;
import dev.staircase.lab.schedule.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is recorded at one pace of ideal models and replayed at another is what these models do at
/// that one.
final class RerunTest {
  private static final Topology TEAM =
      Stage.readBy("local/agg", "local/p1", "local/p2", "local/p3");
  private static final Cast CAST =
      new Cast(RerunTest::speed, agent -> agent.reads().isEmpty() ? 150 : 180, true);

  private static Pace speed(String model) {
    Pace pace = Pace.STEADY.withPrefillTokensPerS(4_000);
    return switch (model) {
      case "local/p1" -> pace.withItlMs(12);
      case "local/p2" -> pace.withItlMs(16);
      default -> pace.withItlMs(14);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "balanced, balanced",
    "balanced, eager",
    "balanced, paper",
    "balanced, serial",
    "paper, paper",
    "paper, careful",
    "eager, eager",
    "eager, serial",
    "careful, balanced",
  })
  void anotherPaceIsToldFromARecording(String recorded, String wanted) {
    same(TEAM, Layout.APPENDED, recorded, wanted);
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void layersWriteAtTheirRecordedSpeed(Layout layout) {
    Topology layers =
        Topology.mixtureOfAgents(
            List.of(
                List.of(Stage.agent("a", "local/p1"), Stage.agent("b", "local/p2")),
                List.of(Stage.agent("c", "local/p1"), Stage.agent("d", "local/p2"))),
            Stage.agent("aggregator", "local/agg"));
    same(layers, layout, "balanced", "balanced");
    same(layers, layout, "balanced", "eager");
  }

  private static void same(Topology topology, Layout layout, String recorded, String wanted) {
    Recording rerun = new Rerun(recording(topology, layout, recorded)).at(Paces.of(wanted), null);
    Schedule ideal = Schedule.of(plan(topology, layout, wanted), CAST);
    assertThat(rerun.tally().ttftMs()).isCloseTo(ideal.ttftMs(), within(0.01 * ideal.ttftMs()));
    assertThat(rerun.tally().e2eMs()).isCloseTo(ideal.e2eMs(), within(0.01 * ideal.e2eMs()));
    assertThat((double) rerun.tally().calls()).isCloseTo(ideal.calls(), within(1.0));
    double prompt = ideal.usage().promptTokens();
    assertThat((double) rerun.tally().usage().promptTokens())
        .isCloseTo(prompt, within(0.03 * prompt));
  }

  @Test
  void anotherLayoutChangesThePromptsAlone() {
    Recording recorded = recording(TEAM, Layout.GROUPED, "balanced");
    Recording rerun = new Rerun(recorded).at(null, Layout.APPENDED);
    assertThat(rerun.stream().text()).isEqualTo(recorded.stream().text());
    assertThat(rerun.tally().usage().cachedTokens())
        .isGreaterThan(2 * recorded.tally().usage().cachedTokens());
  }

  @Test
  void aTableHasARowForEachPace() {
    Recording recorded = recording(TEAM, Layout.GROUPED, "eager");
    RerunTable table = new RerunTable(recorded);
    table.add("serial", new Rerun(recorded).at(Paces.of("serial"), null));
    assertThat(table.toString().lines().toList())
        .anyMatch(line -> line.matches("serial .* 0 +14\\.0 +4 .* 0\\.0 +0\\.0 +0\\.0"))
        .anyMatch(line -> line.startsWith("recorded "));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatCanNotBeReplayedIsTold(boolean alone) {
    Topology topology = alone ? Topology.single(Stage.agent("alone", "local/p1")) : TEAM;
    Plan plan = plan(topology, Layout.GROUPED, "balanced");
    var tape = new Stage.Tape(plan);
    Schedule.of(plan, CAST, tape);
    if (!alone) {
      tape.lines.removeLast();
    }
    Recording recording = tape.recording();
    assertThatThrownBy(() -> new Rerun(recording))
        .isInstanceOf(LearnException.class)
        .hasMessageContaining(alone ? "no pace changes" : "does not come to its end");
  }

  private static Recording recording(Topology topology, Layout layout, String pace) {
    Plan plan = plan(topology, layout, pace);
    var tape = new Stage.Tape(plan);
    Schedule.of(plan, CAST, tape);
    return tape.recording();
  }

  private static Plan plan(Topology topology, Layout layout, String pace) {
    return Stage.plan(topology, Paces.of(pace), layout, "Why is the sky blue at noon?");
  }
}
