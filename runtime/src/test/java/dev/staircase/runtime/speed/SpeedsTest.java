package dev.staircase.runtime.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.topology.Agent;
import dev.staircase.runtime.answer.Witness;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SpeedsTest {
  private static final Agent READER = agent("writer", "local/writer", List.of(0));
  private static final Agent SOURCE = agent("p1", "local/p1", List.of());

  private final Speeds speeds = new Speeds();

  @Test
  void aModelIsKnownAfterTwoCalls() {
    call("local/p1", Purpose.WRITE, 1, 50, 20);
    assertThat(speeds.of("local/p1")).isNull();
    call("local/p1", Purpose.WRITE, 1, 50, 20);
    Speed speed = Objects.requireNonNull(speeds.of("local/p1"));
    assertThat(speed.firstMs()).isCloseTo(50, within(1e-9));
    assertThat(speed.itlMs()).isCloseTo(20, within(1e-9));
    assertThat(speed.prefillMs()).isZero();
    assertThat(speed.cachedShare()).isZero();
  }

  @Test
  void whatIsCachedIsNotRead() {
    for (int fresh = 100; fresh <= 500; fresh += 100) {
      Witness watch = speeds.watch();
      watch.effects(0, List.of(open("local/p1", Purpose.WRITE, 2)));
      watch.usage(0, new Usage(1_000, 1_000 - fresh, 0));
      speak(watch, 30 + fresh / 10, 10);
      watch.event(1_000_000, new Event.Ended(0, Finish.STOP));
    }
    Speed speed = Objects.requireNonNull(speeds.of("local/p1"));
    assertThat(speed.firstMs()).isBetween(29.9, 30.1);
    assertThat(speed.prefillMs()).isBetween(0.099, 0.101);
    assertThat(speed.cachedShare()).isBetween(0.5, 0.9);
  }

  @Test
  void warmingAndSilenceSayNothing() {
    for (int i = 0; i < 3; i++) {
      call("local/p1", Purpose.WARM, 1, 50, 20);
      Witness watch = speeds.watch();
      watch.effects(0, List.of(open("local/p1", Purpose.WRITE, 1)));
      watch.event(
          9_000_000,
          new Event.Failed(0, new CallError(CallError.Kind.NETWORK, 0, "connection lost")));
    }
    assertThat(speeds.of("local/p1")).isNull();
  }

  @Test
  void aPaceIsOnlyChangedWhenAllAreKnownAndStaysWhileSpeedsDo() {
    learn("local/writer", 60);
    assertThat(speeds.pace(Pace.BALANCED, READER, List.of(SOURCE))).isSameAs(Pace.BALANCED);
    learn("local/p1", 20);
    Pace adapted = speeds.pace(Pace.BALANCED, READER, List.of(SOURCE));
    assertThat(adapted.growth()).isGreaterThan(Pace.BALANCED.growth());
    assertThat(adapted.firstChunk()).isEqualTo(Pace.BALANCED.firstChunk());
    call("local/p1", Purpose.WRITE, 1, 50, 21);
    assertThat(speeds.pace(Pace.BALANCED, READER, List.of(SOURCE))).isSameAs(adapted);
    assertThat(speeds.pace(Pace.SERIAL, READER, List.of(SOURCE))).isSameAs(Pace.SERIAL);
    assertThat(speeds.pace(Pace.PAPER, READER, List.of(SOURCE))).isSameAs(Pace.PAPER);
  }

  private void learn(String model, int itlMs) {
    for (int i = 0; i < 3; i++) {
      call(model, Purpose.WRITE, 1, 50, itlMs);
    }
  }

  private void call(String model, Purpose purpose, int step, int firstMs, int itlMs) {
    Witness watch = speeds.watch();
    watch.effects(0, List.of(open(model, purpose, step)));
    speak(watch, firstMs, itlMs);
    watch.effects(1_000_000, List.of(new Effect.Abort(0)));
  }

  private static void speak(Witness watch, int firstMs, int itlMs) {
    for (int token = 0; token < 10; token++) {
      watch.event(1_000L * (firstMs + token * itlMs), new Event.Delta(0, " word"));
    }
  }

  private static Effect.Call open(String model, Purpose purpose, int step) {
    return new Effect.Call(
        0,
        0,
        step,
        purpose,
        0,
        new ModelCall(
            model,
            List.of(Message.user("Why is the sky blue?")),
            Continuation.NEW_TURN,
            0,
            Sampling.DEFAULT));
  }

  private static Agent agent(String name, String model, List<Integer> reads) {
    return Agent.of(name, model, reads, Continuation.NEW_TURN, 0, Sampling.DEFAULT);
  }
}
