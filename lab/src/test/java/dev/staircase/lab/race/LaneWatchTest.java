package dev.staircase.lab.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Pace;
import dev.staircase.lab.race.AgentView.State;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Three proposers (calls 0 to 2) and an aggregator, driven by hand through a real engine.
final class LaneWatchTest {
  private long nanos = 1;
  private int lastCall;
  private final Engine engine = new Engine(Races.plan(Pace.SERIAL, 3));
  private final LaneWatch watch =
      new LaneWatch(
          Lane.STAIRCASE, Races.plan(Pace.SERIAL, 3), "Why is the sky blue?", () -> nanos);

  LaneWatchTest() {
    watch.begin();
  }

  @Test
  void statesFollowTheCalls() {
    assertThat(states()).containsOnly(State.WAITING);
    at(0, new Event.Started());
    assertThat(states())
        .containsExactly(State.READING, State.READING, State.READING, State.WAITING);
    at(10, new Event.Delta(0, "a b c d e f "));
    at(10, new Event.Failed(1, new CallError(CallError.Kind.NETWORK, 0, "gone")));
    assertThat(states().subList(0, 2)).containsExactly(State.WRITING, State.DROPPED);
    at(20, new Event.Ended(0, Finish.STOP));
    assertThat(states().getFirst()).isEqualTo(State.DONE);
  }

  @Test
  void figuresAreThoseOfTheReader() {
    at(0, new Event.Started());
    for (int token = 0; token < 5; token++) {
      at(10 + token, new Event.Delta(0, "word" + token + " "));
      at(10 + token, new Event.Delta(1, "word" + token + " "));
      at(10 + token, new Event.Delta(2, "word" + token + " "));
    }
    assertThat(watch.view().begun()).isFalse();
    at(30, new Event.Ended(0, Finish.STOP));
    at(30, new Event.Ended(1, Finish.STOP));
    at(30, new Event.Ended(2, Finish.STOP));
    assertThat(watch.firstPrompts()).hasSize(4).doesNotContain(List.of());
    int writer = lastCall;
    at(40, new Event.Delta(writer, "Because."));
    at(60, new Event.Delta(writer, " So."));
    at(60, new Event.Ended(writer, Finish.STOP));
    var result = watch.result().getNow(null);
    assertThat(result).as("the answer is over").isNotNull();
    assertThat(watch.view().over()).isTrue();
    assertThat(watch.view().elapsedMs()).isEqualTo(60);
    assertThat(states()).containsOnly(State.DONE);
    assertThat(result.failure()).isNull();
    assertThat(result.answer()).isEqualTo("Because. So.");
    var figures = Objects.requireNonNull(result.figures());
    assertThat(figures.ttftMs()).isEqualTo(40);
    assertThat(figures.e2eMs()).isEqualTo(60);
    assertThat(Objects.requireNonNull(result.facts()).known()).isPositive();
  }

  @Test
  void failureIsTold() {
    at(0, new Event.Started());
    at(5, new Event.Failed(0, new CallError(CallError.Kind.THEIRS, 503, "busy")));
    at(5, new Event.Failed(1, new CallError(CallError.Kind.THEIRS, 503, "busy")));
    at(5, new Event.Failed(2, new CallError(CallError.Kind.THEIRS, 503, "busy")));
    var result = watch.result().getNow(null);
    assertThat(result.failure()).contains("busy");
    assertThat(result.figures()).isNull();
  }

  private void at(long ms, Event event) {
    nanos = 1 + ms * 1_000_000;
    watch.event(ms * 1_000, event);
    var effects = engine.on(event);
    watch.effects(ms * 1_000, effects);
    for (var effect : effects) {
      switch (effect) {
        case Effect.Call call -> lastCall = call.call();
        case Effect.Emit emit -> watch.text(emit.text());
        case Effect.EmitToolCalls tools -> {}
        case Effect.Done done -> watch.done(done.outcome());
        case Effect.Abort abort -> {}
        case Effect.Arm arm -> {}
        case Effect.Note note -> {}
      }
    }
  }

  private List<State> states() {
    return watch.view().agents().stream().map(AgentView::state).toList();
  }
}
