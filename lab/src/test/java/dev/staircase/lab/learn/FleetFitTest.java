package dev.staircase.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Topology;
import dev.staircase.lab.fleet.Arrivals;
import dev.staircase.lab.fleet.Extent;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.FleetFile;
import dev.staircase.lab.fleet.Length;
import dev.staircase.lab.fleet.Result;
import dev.staircase.lab.fleet.Serving;
import dev.staircase.lab.fleet.Simulation;
import dev.staircase.lab.fleet.Strategy;
import dev.staircase.lab.learn.KnownModels.Speed;
import dev.staircase.lab.measure.Quantiles;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.schedule.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What is fitted to recorded answers is what the models were that gave them.
final class FleetFitTest {
  private static final int ANSWERS = 60;
  private static final Map<String, Speed> SPEEDS =
      Map.of(
          "local/p1", new Speed(40, 0, 0.9, 12, 0, 0),
          "local/p2", new Speed(55, 20, 0.5, 16, 0, 20),
          "local/p3", new Speed(48, 8, 0.7, 20, 0, 0),
          "local/agg", new Speed(60, 10, 0.25, 14, 0, 0));

  @Test
  void theFiguresComeBack() throws Exception {
    List<Recording> recordings = played(Layout.APPENDED, Pace.BALANCED);
    Fleet fleet = fitted(recordings);
    for (Serving model : fleet.models()) {
      Speed known = Objects.requireNonNull(SPEEDS.get(model.name()));
      near(model.name() + " token", model.tokenMs(), known.tokenMs(), 0.02);
      near(model.name() + " prefill", 1_000 / model.readTokensPerS(), known.prefillMs(), 0.08);
      double middle = known.firstMs() + known.jitterMs() / 2;
      near(model.name() + " first", model.firstTokenMs() + model.jitterMs() / 2, middle, 0.05);
      assertThat(model.jitterMs()).isCloseTo(known.jitterMs(), within(4.0));
      assertThat(model.prefixCache()).isTrue();
      assertThat(model.tokenMsPerRunning()).isZero();
      double failures = known.breaksOff() == 0 ? 0 : 1.0 / known.breaksOff();
      assertThat(model.failures()).isCloseTo(failures, within(0.01));
    }
    assertThat(fleet.team().proposers()).containsExactly("local/p1", "local/p2", "local/p3");
    assertThat(fleet.team().aggregator()).isEqualTo("local/agg");
    assertThat(fleet.team().layout()).isEqualTo(Layout.APPENDED);
    assertThat(fleet.team().pace()).isEqualTo(Pace.BALANCED);
    assertThat(fleet.load().arrivals()).isEqualTo(new Arrivals.Poisson(0.05));
  }

  @Test
  void aSimulationOfItGivesTheTimesOfTheTraces() throws Exception {
    List<Recording> recordings = played(Layout.APPENDED, Pace.BALANCED);
    Result simulated =
        Simulation.run(fitted(recordings), Strategy.STAIRCASE, Slo.NONE, Extent.of(600, 3));
    near("TTFT", simulated.ttft().quantile(0.5), median(recordings, r -> r.tally().ttftMs()), 0.05);
    near("E2E", simulated.e2e().quantile(0.5), median(recordings, r -> r.tally().e2eMs()), 0.05);
  }

  @Test
  void whatEachRunningAnswerAddsIsToldWhereAModelWritesSeveral() throws Exception {
    Map<String, Speed> speeds =
        Map.of(
            "local/same",
            new Speed(50, 0, 0.3, 9, 2, 0),
            "local/agg",
            new Speed(60, 0, 0, 14, 0, 0));
    Topology team = Stage.readBy("local/agg", "local/same", "local/same", "local/same");
    var random = new SplittableRandom(5);
    List<Recording> recordings = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<Integer> tokens =
          List.of(random.nextInt(40, 300), random.nextInt(40, 300), random.nextInt(40, 300), 100);
      recordings.add(play(team, Layout.GROUPED, Pace.PAPER, i, tokens, speeds));
    }
    Serving same = fitted(recordings).models().getLast();
    assertThat(same.name()).isEqualTo("local/same");
    near("token", same.tokenMs(), 9, 0.05);
    near("per running", same.tokenMsPerRunning(), 2, 0.1);
  }

  @Test
  void promptsOfOneLengthDoNotTellPrefill() throws Exception {
    Topology team = Stage.readBy("local/agg", "local/p1", "local/p2");
    List<Recording> recordings = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      recordings.add(play(team, Layout.GROUPED, Pace.EAGER, 7, List.of(80, 90, 100), SPEEDS));
    }
    String yaml = fit(recordings).toYaml();
    assertThat(yaml)
        .contains(
            "# prefill-tokens-per-s is left out, any prompt is read at once: it can't be told")
        .contains("replicas: 1 ", "# assumed")
        .contains("  pace: eager\n");
    Fleet fleet = FleetFile.parse(yaml, "fitted");
    assertThat(fleet.models().get(1).readTokensPerS()).isInfinite();
    assertThat(fleet.load().proposal())
        .isEqualTo(new Length.Empirical(List.of(80, 80, 80, 80, 80, 90, 90, 90, 90, 90)));
    assertThat(fleet.load().answer())
        .isEqualTo(new Length.Empirical(List.of(100, 100, 100, 100, 100)));
  }

  @Test
  void oneModelAloneMakesNoTeam() {
    Topology alone = Topology.single(Stage.agent("alone", "local/p1"));
    Recording single = play(alone, Layout.GROUPED, Pace.SERIAL, 3, List.of(50), SPEEDS);
    assertThatThrownBy(() -> fit(List.of(single)))
        .isInstanceOf(LearnException.class)
        .hasMessageContaining("a model reads proposers");
  }

  @Test
  void oneModelAloneAddsItsSpeedToATeams() throws Exception {
    List<Recording> recordings = new ArrayList<>(played(Layout.GROUPED, Pace.BALANCED));
    recordings.add(
        play(
            Topology.single(Stage.agent("alone", "local/big")),
            Layout.GROUPED,
            Pace.SERIAL,
            3,
            List.of(50),
            Map.of("local/big", new Speed(100, 0, 0, 30, 0, 0))));
    FleetFit fit = fit(recordings);
    assertThat(fit.remarks()).singleElement().asString().startsWith("1 of 61 traces are of one");
    assertThat(FleetFile.parse(fit.toYaml(), "fitted").models())
        .anySatisfy(model -> {
          assertThat(model.name()).isEqualTo("local/big");
          assertThat(model.tokenMs()).isCloseTo(30, within(0.1));
        });
  }

  private static List<Recording> played(Layout layout, Pace pace) {
    Topology team = Stage.readBy("local/agg", "local/p1", "local/p2", "local/p3");
    var random = new SplittableRandom(11);
    Clock clock = new Clock();
    KnownModels models = new KnownModels(SPEEDS, clock);
    List<Recording> recordings = new ArrayList<>();
    for (int i = 0; i < ANSWERS; i++) {
      List<Integer> tokens = new ArrayList<>();
      for (int agent = 0; agent < 4; agent++) {
        tokens.add((int) Math.round(160 * Math.exp(0.3 * random.nextGaussian())));
      }
      String question = "Question %d:%s".formatted(i, " word".repeat(random.nextInt(20, 400)));
      var plan = Stage.plan(team, pace, layout, question);
      recordings.add(Stage.play(plan, tokens, clock, models).recording());
    }
    return recordings;
  }

  private static Recording play(
      Topology team,
      Layout layout,
      Pace pace,
      int words,
      List<Integer> tokens,
      Map<String, Speed> speeds) {
    Clock clock = new Clock();
    var plan = Stage.plan(team, pace, layout, "Why" + " word".repeat(words) + "?");
    return Stage.play(plan, tokens, clock, new KnownModels(speeds, clock)).recording();
  }

  /// As if they had come once in twenty seconds, so that none met another, as none did.
  private static FleetFit fit(List<Recording> recordings) throws Exception {
    List<Long> written =
        LongStream.range(0, recordings.size()).map(i -> 1_000_000 + 20_000 * i).boxed().toList();
    return FleetFit.of(new Traces(recordings, written, Collections.emptyList()), null);
  }

  private static Fleet fitted(List<Recording> recordings) throws Exception {
    return FleetFile.parse(fit(recordings).toYaml(), "fitted");
  }

  private static double median(List<Recording> recordings, ToDoubleFunction<Recording> figure) {
    return Quantiles.median(recordings.stream().mapToDouble(figure).toArray());
  }

  private static void near(String what, double found, double known, double share) {
    assertThat(found).as(what).isCloseTo(known, within(share * known));
  }
}
