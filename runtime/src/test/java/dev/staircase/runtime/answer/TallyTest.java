package dev.staircase.runtime.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Price;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Task;
import dev.staircase.core.topology.Topology;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A proposer of 10 tokens and a writer that is shown 4 of them at once, 3 past half of its answer
/// and 1 past four fifths.
final class TallyTest {
  private final Tally tally = new Tally(plan(new Price(2, 0.5, 10)));

  @Test
  void lateEvidenceIsWhatTheWriterHadPassed() {
    answer();
    LateEvidence late = Objects.requireNonNull(tally.lateEvidence());
    assertThat(late.after50()).isCloseTo(0.4, within(1e-9));
    assertThat(late.after80()).isCloseTo(0.1, within(1e-9));
    assertThat(late.never()).isCloseTo(0.2, within(1e-9));
    assertThat(late.byName()).containsOnlyKeys("after_50", "after_80", "never");
  }

  @Test
  void whoReadsNobodyHasNone() {
    Tally alone = new Tally(planOf(Topology.single(agent("writer", List.of(), Price.FREE))));
    alone.effects(0, List.of(call(0, 0, 1, Purpose.WRITE, 0, "local/writer")));
    alone.effects(1, List.of(new Effect.Emit("Because.")));
    assertThat(alone.lateEvidence()).isNull();
    assertThat(alone.usd()).isNull();
  }

  @Test
  void aWordThatIsSaidAgainBehindACutCountsOnce() {
    tally.effects(0, List.of(call(0, 0, 1, Purpose.WRITE, 0, "local/p1")));
    speak(0, 6);
    tally.effects(6, List.of(new Effect.Abort(0), call(1, 0, 2, Purpose.WRITE, 0, "local/p1")));
    speak(1, 5);
    tally.effects(7, List.of(call(2, 1, 1, Purpose.WRITE, 10, "local/writer")));
    tally.effects(8, List.of(new Effect.Emit("Because.")));
    assertThat(tally.lateEvidence()).isEqualTo(new LateEvidence(0, 0, 0));
  }

  @Test
  void moneyIsByTheModelThatWasCalled() {
    answer();
    tally.usage(0, new Usage(1_000, 400, 100));
    tally.event(9, new Event.Counted(1, new Usage(1_000_000, 0, 0)));
    tally.usage(2, Usage.NONE);
    tally.usage(3, Usage.NONE);
    assertThat(tally.usd()).isCloseTo(0.0024 + 2, within(1e-9));
  }

  @Test
  void warmingAndHedgesAreToldApart() {
    tally.effects(
        0,
        List.of(
            call(0, 1, 1, Purpose.WARM, 0, "local/writer"),
            call(1, 1, 1, Purpose.WRITE, 4, "local/writer"),
            call(2, 1, 1, Purpose.HEDGE, 0, "local/other")));
    tally.event(1, new Event.Delta(0, "x"));
    tally.event(1, new Event.Delta(2, "Because"));
    assertThat(tally.calls()).isEqualTo(3);
    assertThat(tally.warmCalls()).isEqualTo(1);
    assertThat(tally.hedgedCalls()).isEqualTo(1);
    assertThat(tally.agents().getLast().model()).isEqualTo("local/other");
    assertThat(tally.steps()).isEqualTo(1);
  }

  private void answer() {
    tally.effects(0, List.of(call(0, 0, 1, Purpose.WRITE, 0, "local/p1")));
    speak(0, 10);
    tally.effects(1, List.of(call(1, 1, 1, Purpose.WRITE, 4, "local/writer")));
    emit(6);
    tally.effects(2, List.of(call(2, 1, 2, Purpose.WRITE, 3, "local/writer")));
    emit(3);
    tally.effects(3, List.of(call(3, 1, 3, Purpose.WRITE, 1, "local/writer")));
    emit(1);
  }

  private void speak(int call, int tokens) {
    for (int i = 0; i < tokens; i++) {
      tally.event(1, new Event.Delta(call, " word"));
    }
  }

  private void emit(int tokens) {
    for (int i = 0; i < tokens; i++) {
      tally.effects(2, List.of(new Effect.Emit(" word")));
    }
  }

  private static Effect.Call call(
      int call, int agent, int step, Purpose purpose, long news, String model) {
    return new Effect.Call(
        call,
        agent,
        step,
        purpose,
        news,
        new ModelCall(
            model, List.of(Message.user("Why?")), Continuation.NEW_TURN, 0, Sampling.DEFAULT));
  }

  private static Plan plan(Price price) {
    return planOf(
        new Topology(List.of(agent("p1", List.of(), price), agent("writer", List.of(0), price))));
  }

  private static Plan planOf(Topology topology) {
    return Plan.of(
        topology,
        Pace.BALANCED,
        Layout.GROUPED,
        List.of(Message.user("Why?")),
        "f3nc3",
        Limits.DEFAULT);
  }

  private static Agent agent(String name, List<Integer> reads, Price price) {
    return new Agent(
        name,
        List.of(new Seat("local/" + name, Continuation.NEW_TURN, price, false, false)),
        Seat.of("local/other", Continuation.NEW_TURN),
        Task.AGGREGATE,
        reads,
        true,
        HandOver.TOKENS,
        0,
        Sampling.DEFAULT);
  }
}
