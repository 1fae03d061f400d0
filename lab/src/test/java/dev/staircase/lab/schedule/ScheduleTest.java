package dev.staircase.lab.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
import dev.staircase.lab.race.Races;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  /// 50 ms to the first token of any prompt, 20 ms a token.
  private static final dev.staircase.lab.paced.Pace STEADY = dev.staircase.lab.paced.Pace.STEADY;

  /// The same, and a millisecond for each token of a prompt.
  private static final dev.staircase.lab.paced.Pace READING = STEADY.withPrefillTokensPerS(1_000);

  private static final double SERIAL_MS = 2 * (50 + 199 * 20);

  @Test
  void serialIsTheSumOfItsParts() {
    Schedule serial = Schedule.of(Races.plan(Pace.SERIAL, 3), cast(200));
    assertThat(serial.ttftMs()).isEqualTo(50 + 199 * 20 + 50);
    assertThat(serial.e2eMs()).isEqualTo(SERIAL_MS);
    assertThat(serial.calls()).isEqualTo(4);
    assertThat(serial.usage().completionTokens()).isEqualTo(800);
    assertThat(serial.writer().startMs()).isEqualTo(50 + 199 * 20);
    assertThat(serial.writer().readingMs()).isEqualTo(50);
    assertThat(serial.writer().idleMs()).isZero();
  }

  /// What a writer does between its first call and its last word is read, write or stand idle.
  @Test
  void aStaircaseBeginsWithTheFirstChunk() {
    Schedule stair = Schedule.of(Races.plan(Pace.BALANCED, 3), cast(200));
    assertThat(stair.ttftMs()).isEqualTo(50 + 7 * 20 + 50);
    assertThat(stair.e2eMs()).isBetween(0.5 * SERIAL_MS, 0.7 * SERIAL_MS);
    var writer = stair.writer();
    assertThat(writer.idleMs()).isPositive();
    assertThat(writer.readingMs()).isEqualTo(50.0 * writer.steps());
    double writing = writer.usage().completionTokens() * 20.0;
    double all = writer.idleMs() + writer.readingMs() + writing;
    assertThat(writer.endMs() - writer.startMs()).isCloseTo(all, within(20.0 * writer.steps()));
  }

  @Test
  void aLayerMoreIsAFirstChunkMore() {
    Schedule stair = Schedule.of(Races.plan(Pace.BALANCED, 2, 2), cast(200));
    assertThat(stair.ttftMs()).isEqualTo(2 * (50 + 7 * 20) + 50);
    assertThat(stair.agents().get(2).startMs()).isEqualTo(50 + 7 * 20);
  }

  /// The first sentence ends with the twelfth word, which the thirteenth shows.
  @Test
  void whereSentencesAreHandedOverTheFirstIsWaitedFor() {
    Plan plan = Races.changed(Races.plan(Pace.BALANCED, 3), ScheduleTest::bySentences);
    assertThat(Schedule.of(plan, cast(200)).ttftMs()).isEqualTo(50 + 12 * 20 + 50);
  }

  @Test
  void aPrefixCacheSavesReading() {
    Plan plan = Races.plan(Pace.BALANCED, 3);
    Schedule without = Schedule.of(plan, new Cast(model -> READING, agent -> 200, false));
    Schedule with = Schedule.of(plan, new Cast(model -> READING, agent -> 200, true));
    assertThat(without.usage().cachedTokens()).isZero();
    assertThat(with.usage().cachedTokens()).isPositive();
    assertThat(with.e2eMs()).isLessThan(without.e2eMs());
  }

  @Test
  void warmingBringsTheFirstTextForward() {
    Cast cast = new Cast(model -> READING, agent -> 200, true);
    Plan cold = Races.plan(Pace.BALANCED, 3);
    Schedule warmed = Schedule.of(Races.changed(cold, ScheduleTest::warmed), cast);
    assertThat(warmed.ttftMs()).isLessThan(Schedule.of(cold, cast).ttftMs());
    assertThat(warmed.writer().usage().completionTokens()).isGreaterThan(200);
  }

  @Test
  void agentsMayDifferInLength() {
    Cast cast = new Cast(model -> STEADY, agent -> agent.reads().isEmpty() ? 100 : 300, false);
    Schedule serial = Schedule.of(Races.plan(Pace.SERIAL, 3), cast);
    assertThat(serial.e2eMs()).isEqualTo(50 + 99 * 20 + 50 + 299 * 20);
  }

  private static Cast cast(int tokens) {
    return new Cast(model -> STEADY, agent -> tokens, false);
  }

  private static Agent bySentences(Agent agent) {
    return new Agent(
        agent.name(),
        agent.seats(),
        null,
        agent.task(),
        agent.reads(),
        true,
        HandOver.SENTENCES,
        0,
        agent.sampling());
  }

  private static Agent warmed(Agent agent) {
    Seat seat = agent.seats().getFirst();
    return new Agent(
        agent.name(),
        List.of(new Seat(seat.model(), seat.continuation(), seat.price(), true, false)),
        null,
        agent.task(),
        agent.reads(),
        true,
        agent.handOver(),
        0,
        agent.sampling());
  }
}
