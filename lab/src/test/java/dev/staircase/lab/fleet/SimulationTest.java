package dev.staircase.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.schedule.Cast;
import dev.staircase.lab.schedule.Clock;
import dev.staircase.lab.schedule.Lines;
import dev.staircase.lab.schedule.Performance;
import dev.staircase.lab.schedule.Schedule;
import dev.staircase.runtime.answer.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SimulationTest {
  private static final int TOKENS = 200;

  /// Alone on a fleet, an answer takes what it takes on ideal models: every agent at the same
  /// times, every call with the same tokens.
  @ParameterizedTest
  @EnumSource
  void oneAnswerOnAnIdleFleetIsItsSchedule(Strategy strategy) {
    for (Layout layout : Layout.values()) {
      Team team = Fleets.team(layout, Pace.BALANCED);
      Topology topology = team.topology(strategy);
      Plan plan = team.plan(topology, strategy, new Questions(300).of(1, 300), "f3nce1");
      Schedule ideal = Schedule.of(plan, new Cast(SimulationTest::pace, agent -> TOKENS, true));
      Tally tally = new Tally(plan);
      Clock clock = new Clock();
      Site site = new Site(Fleets.four(), clock, new SplittableRandom(1));
      List<Lines> lines = new ArrayList<>();
      for (Agent agent : topology.agents()) {
        lines.add(new Lines(agent, lines.size(), TOKENS));
      }
      var played = new Performance(plan, lines, clock, site.visitor(), List.of(tally), () -> {});
      played.start();
      while (clock.next()) {}
      assertThat(played.outcome()).isEqualTo(ideal.outcome());
      assertThat(played.outcome()).isInstanceOf(Outcome.Completed.class);
      assertThat(tally.ttftMs()).isCloseTo(ideal.ttftMs(), within(0.0011));
      assertThat(tally.e2eMs()).isCloseTo(ideal.e2eMs(), within(0.0011));
      assertThat(tally.usage()).isEqualTo(ideal.usage());
      assertThat(tally.calls()).isEqualTo(ideal.calls());
      assertThat(tally.lateEvidence()).isEqualTo(ideal.late());
    }
  }

  private static dev.staircase.lab.paced.Pace pace(String model) {
    Serving serving =
        Fleets.four().stream().filter(each -> each.name().equals(model)).findFirst().orElseThrow();
    return dev.staircase.lab.paced.Pace.STEADY
        .withPrefillBaseMs(serving.firstTokenMs())
        .withPrefillTokensPerS(serving.readTokensPerS())
        .withItlMs(serving.tokenMs());
  }

  @Test
  void theSameSeedGivesTheSameFiguresOnAnyNumberOfThreads() throws Exception {
    Fleet fleet = broken(0.05);
    Extent extent = new Extent(300, 30, 3, 1_000, 7);
    Result one = Simulation.run(fleet, Strategy.STAIRCASE, Slo.NONE, extent);
    Result two = Simulation.run(fleet, Strategy.STAIRCASE, Slo.NONE, extent);
    assertThat(two.usage()).isEqualTo(one.usage());
    assertThat(two.e2e().mean()).isEqualTo(one.e2e().mean());
    assertThat(two.hours()).isEqualTo(one.hours());
    Extent other = new Extent(300, 30, 3, 1_000, 8);
    assertThat(Simulation.run(fleet, Strategy.STAIRCASE, Slo.NONE, other).usage())
        .isNotEqualTo(one.usage());
  }

  /// An answer that breaks off is resumed once; one in 400 breaks off twice.
  @Test
  void failuresCostCallsBeforeTheyCostAnswers() throws Exception {
    Result whole = Simulation.run(broken(0), Strategy.SINGLE, Slo.NONE, Extent.of(1_000, 1));
    assertThat(whole.failed()).isZero();
    assertThat(whole.calls()).isEqualTo(1_000);
    Result broken = Simulation.run(broken(0.05), Strategy.SINGLE, Slo.NONE, Extent.of(1_000, 1));
    assertThat(broken.calls()).isBetween(1_030L, 1_080L);
    assertThat(broken.failed()).isBetween(0L, 10L);
    assertThat(broken.answers()).isEqualTo(1_000);
    Result alone = Simulation.run(broken(1), Strategy.SINGLE, Slo.NONE, Extent.of(50, 1));
    assertThat(alone.failed()).isEqualTo(50);
    assertThat(alone.goodput()).isZero();
  }

  @Test
  void questionsBeyondThePlacesAreRefusedAndCountAsBad() throws Exception {
    Fleet fleet = Fleets.of(Fleets.four(), Fleets.load(new Arrivals.Bursts(60_000, 10), TOKENS));
    Slo slo = Slo.parse("e2e p50 < 100s");
    Result result = Simulation.run(fleet, Strategy.SERIAL, slo, new Extent(20, 0, 1, 6, 1));
    assertThat(result.refused()).isEqualTo(8);
    assertThat(result.goodput()).isEqualTo(0.6);
    assertThat(result.meets()).isTrue();
    Slo more = Slo.parse("e2e p75 < 100s");
    assertThat(Simulation.run(fleet, Strategy.SERIAL, more, new Extent(20, 0, 1, 6, 1)).meets())
        .isFalse();
  }

  /// The second prompt's reading stops the first answer's writing: one long gap among a hundred,
  /// which the mean hides.
  @Test
  void everyGapIsCountedWhereAMeanHidesIt() throws Exception {
    Serving writer =
        new Serving(
            Fleets.WRITER,
            1,
            100,
            0,
            20,
            0,
            1,
            64,
            1_000_000,
            false,
            Serving.Routing.LEAST_LOADED,
            0,
            0,
            0,
            1);
    Load load = Fleets.load(new Arrivals.Trace(List.of(0.0, 500.0)), 101);
    Slo slo = Slo.parse("gap p99.9 < 100ms");
    Result result =
        Simulation.run(
            Fleets.alone(writer, load), Strategy.SINGLE, slo, new Extent(2, 0, 1, 100, 1));
    double read = result.usage().promptTokens() / 2.0 * 10;
    assertThat(result.gap().count()).isEqualTo(200);
    assertThat(result.gap().quantile(0.99)).isCloseTo(20, within(0.1));
    assertThat(result.gap().quantile(1)).isCloseTo(read + 20, within(1.0));
    assertThat(result.itl().quantile(1)).isCloseTo((100 * 20 + read) / 100, within(0.1));
    assertThat(result.goodput()).isEqualTo(0.5);
    assertThat(result.meets()).isFalse();
  }

  @Test
  void aPartNeedsAReplicaOfEachModel() {
    assertThatThrownBy(
            () -> Simulation.run(broken(0), Strategy.SERIAL, Slo.NONE, new Extent(10, 0, 4, 10, 1)))
        .hasMessage("expected at least a replica of local/p1 for each of 4 parts, found 3");
  }

  /// What an answer's calls share is read once where they meet the same replica, and where there is
  /// room to keep it.
  @Test
  void cachesForgetWhereRoomIsShort() throws Exception {
    long much = cached(1_000_000, true, Serving.Routing.SESSION);
    long little = cached(2_500, true, Serving.Routing.SESSION);
    assertThat(cached(1_000_000, false, Serving.Routing.SESSION)).isZero();
    assertThat(little).isBetween(1L, much * 9 / 10);
    assertThat(cached(1_000_000, true, Serving.Routing.LEAST_LOADED)).isLessThan(much * 9 / 10);
  }

  private static long cached(int room, boolean kept, Serving.Routing routing) throws Exception {
    List<Serving> models =
        Fleets.four().stream()
            .map(model ->
                new Serving(
                    model.name(), 3, 50_000, 40, 20, 0, 0, 64, room, kept, routing, 0, 0, 0, 2))
            .toList();
    Fleet fleet = Fleets.of(models, Fleets.load(new Arrivals.Poisson(5), TOKENS));
    return Simulation.run(fleet, Strategy.STAIRCASE, Slo.NONE, Extent.of(100, 1))
        .usage()
        .cachedTokens();
  }

  private static Fleet broken(double failures) {
    Stream<Serving> models =
        Fleets.four().stream()
            .map(model ->
                new Serving(
                    model.name(),
                    3,
                    2_000,
                    40,
                    10,
                    1,
                    0.5,
                    16,
                    50_000,
                    true,
                    Serving.Routing.LEAST_LOADED,
                    2,
                    1,
                    failures,
                    2));
    Load load =
        new Load(
            new Arrivals.Poisson(2),
            new Length.Lognormal(100, 0.5, 500),
            new Length.Empirical(List.of(50, 100, 150)),
            new Length.Lognormal(100, 0.5, 300));
    return Fleets.of(models.toList(), load);
  }
}
