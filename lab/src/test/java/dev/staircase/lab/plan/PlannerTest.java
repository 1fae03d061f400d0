package dev.staircase.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.fleet.Strategy;
import dev.staircase.lab.measure.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlannerTest {
  private static final double CALL_S = Small.TOKENS * 0.01;

  private static Plan plan(Outlook outlook, Strategy strategy) {
    return Objects.requireNonNull(choice(outlook, strategy).plan());
  }

  private static Choice choice(Outlook outlook, Strategy strategy) {
    return outlook.choices().stream()
        .filter(choice -> choice.way().strategy() == strategy)
        .findFirst()
        .orElseThrow();
  }

  /// Calls of half a second, one at a time, in exact time: a model needs as many replicas as calls
  /// are under way, and with one fewer its line grows.
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 3, 7, 15})
  void asManyReplicasAsCallsAtATime(double perSecond) throws Exception {
    Outlook outlook = Small.plan(Small.goal(perSecond, "e2e p95 < 1.1s"), 2);
    int needed = (int) Math.ceil(perSecond * CALL_S);
    Point single = plan(outlook, Strategy.SINGLE).point();
    assertThat(single.replicas()).isEqualTo(Map.of("local/w", needed));
    Point serial = plan(outlook, Strategy.SERIAL).point();
    assertThat(serial.replicas().values()).containsOnly(needed);
    assertThat(serial.usdPerHour()).isEqualTo(5.0 * needed);
    assertThat(outlook.choices().getFirst().way()).isEqualTo(Way.SINGLE);
  }

  @Test
  void nothingCanBeTakenAwayFromAPlan() throws Exception {
    Goal goal = Small.goal(5, "ttft p95 < 0.4s, e2e p95 < 2.5s");
    Point plan = plan(Small.plan(goal, 2), Strategy.STAIRCASE).point();
    try (Trials trials = new Trials(1, (done, expected) -> {})) {
      for (String model : plan.replicas().keySet()) {
        int fewer = plan.replicas().get(model) - 1;
        if (fewer > 0) {
          var fleet =
              goal.fleet()
                  .withReplicas(each ->
                      each.name().equals(model)
                          ? fewer
                          : Objects.requireNonNull(plan.replicas().get(each.name())));
          var trial = new Trial(plan.way(), fleet, goal.slo(), goal.extent(fleet, 1_000));
          assertThat(trials.run(trial).meets()).as("one %s fewer", model).isFalse();
        }
      }
    }
  }

  @Test
  void aLooserObjectiveNeverCostsMore() throws Exception {
    List<Double> usd = new ArrayList<>();
    for (String slo : List.of("ttft p95 < 0.2s", "ttft p95 < 0.5s", "ttft p95 < 2s")) {
      usd.add(plan(Small.plan(Small.goal(6, slo), 2), Strategy.STAIRCASE).point().usdPerHour());
    }
    assertThat(usd).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void whatNoFleetCanKeepIsToldWithWhatItCan() throws Exception {
    Outlook outlook = Small.plan(Small.goal(4, "ttft p95 < 400ms, itl p95 < 5ms"), 2);
    assertThat(outlook.isMet()).isFalse();
    Choice serial = choice(outlook, Strategy.SERIAL);
    assertThat(serial.plan()).isNull();
    assertThat(PlanText.misses(serial))
        .contains("ttft p95 is ", "expected < 400ms", "itl p95 is 10ms at best, expected < 5ms");
    assertThat(PlanText.of(outlook)).contains("serial", "no number of replicas found: ttft p95 is");
  }

  /// Serial can't be this soon: the two are compared for what both can keep, and an end.
  @Test
  void serialIsComparedForWhatBothCanKeep() throws Exception {
    Outlook outlook = Small.plan(Small.goal(4, "ttft p95 < 400ms, itl p95 < 50ms"), 2);
    assertThat(choice(outlook, Strategy.SERIAL).plan()).isNull();
    assertThat(plan(outlook, Strategy.STAIRCASE).confirmed()).isTrue();
    Comparison comparison = outlook.comparison();
    assertThat(Objectives.words(comparison.shared())).isEqualTo("itl p95 < 50ms, e2e p95 < 2.5s");
    assertThat(comparison.plans()).hasSize(2);
    assertThat(PlanText.cost(comparison)).matches("staircase needs [\\d.]+ USD/h, serial .*");
    for (Sweep sweep : comparison.sweeps()) {
      assertThat(sweep.serial()).hasSameSizeAs(Sweep.PARTS);
      assertThat(sweep.staircase()).extracting(Point::replicas).containsOnly(sweep.replicas());
      assertThat(sweep.staircase().getFirst().ttftP95Ms())
          .isLessThan(sweep.serial().getFirst().ttftP95Ms());
      assertThat(sweep.serial().getLast().e2eP95Ms())
          .isGreaterThan(sweep.serial().getFirst().e2eP95Ms());
    }
  }

  /// Time between tokens stays short on a fleet whose line only grows.
  @Test
  void anObjectiveWithoutAnEndToWaitingGetsOne() throws Exception {
    Outlook outlook = Small.plan(Small.goal(6, "itl p95 < 50ms"), 2);
    assertThat(Objectives.words(outlook.slo())).isEqualTo("itl p95 < 50ms, e2e p95 < 2.5s");
    assertThat(plan(outlook, Strategy.SERIAL).point().replicas().values()).containsOnly(3);
  }

  @Test
  void threadsChangeNothing() throws Exception {
    Goal goal =
        new Goal(
            Small.fleet(6),
            Slo.parse("ttft p95 < 0.4s"),
            List.of("eager", "balanced"),
            List.of(Layout.values()),
            100,
            3);
    assertThat(PlanJson.of(Small.plan(goal, 4))).isEqualTo(PlanJson.of(Small.plan(goal, 1)));
  }

  @Test
  void theFrontierHoldsNoFleetThatIsDearerAndLater() throws Exception {
    Outlook outlook = Small.plan(Small.goal(6, "ttft p95 < 0.3s, e2e p95 < 1.5s"), 2);
    List<Point> frontier = outlook.frontier(Strategy.STAIRCASE);
    assertThat(frontier).isNotEmpty();
    for (Point point : outlook.tried()) {
      assertThat(
              point.way().strategy() != Strategy.STAIRCASE
                  || frontier.stream()
                      .anyMatch(best ->
                          best.usdPerHour() <= point.usdPerHour()
                              && best.ttftP95Ms() <= point.ttftP95Ms()))
          .isTrue();
    }
  }

  @Test
  void aGoalNamesPacesThatThereAre() {
    assertThatThrownBy(() ->
            new Goal(
                Small.fleet(1),
                Slo.parse("ttft p95 < 1s"),
                List.of("brisk"),
                List.of(Layout.GROUPED),
                100,
                1))
        .hasMessage("expected paces of paper, eager, balanced and careful, found 'brisk'");
  }
}
