package dev.staircase.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An upstream that is configured to continue a text and answers 400.
class RefusedContinuationTest {
  private static final int PROPOSER = 0;
  private static final int FIRST = 1;
  private static final int SECOND = 2;
  private static final int THIRD = 3;

  private static Agent agent(String name) {
    return Agent.of(
        name, "local/" + name, List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }

  /// An engine whose writer has said "Yes" and is asked to go on.
  private static Engine askedToContinue() {
    Topology topology = Topology.mixtureOfAgents(List.of(List.of(agent("p"))), agent("agg"));
    Pace pace =
        new Pace(
            2, 2, 1, 2, 0, Pace.Showing.ALL, Pace.CutOver.AT_WORD, Pace.EarlyEnd.HOLD, 0, 1_000);
    Engine engine =
        new Engine(
            Plan.of(
                topology,
                pace,
                Layout.GROUPED,
                List.of(Message.user("Why?")),
                "f3nc3",
                Limits.DEFAULT));
    engine.on(new Event.Started());
    List.of("One", " two", " three").forEach(w -> engine.on(new Event.Delta(PROPOSER, w)));
    engine.on(new Event.Delta(FIRST, "Yes"));
    engine.on(new Event.Delta(PROPOSER, " four"));
    engine.on(new Event.Delta(PROPOSER, " five"));
    engine.on(new Event.Ended(PROPOSER, Finish.STOP));
    assertThat(call(engine.on(new Event.Delta(FIRST, " indeed"))).request().continuesText())
        .isTrue();
    return engine;
  }

  private static Effect.Call call(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.Call.class::isInstance)
        .map(Effect.Call.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("expected a call, found " + effects));
  }

  private static CallError refusal(int status) {
    return new CallError(CallError.Kind.OURS, status, "no prefill");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void isAskedInANewTurn(int status) {
    Engine engine = askedToContinue();
    List<Effect> effects = engine.on(new Event.Failed(SECOND, refusal(status)));
    assertThat(call(effects).request().continuation()).isEqualTo(Continuation.NEW_TURN);
    assertThat(call(effects).request().continuesText()).isFalse();
    engine.on(new Event.Delta(THIRD, " and so on."));
    engine.on(new Event.Ended(THIRD, Finish.STOP));
    assertThat(engine.outcome()).isEqualTo(new Outcome.Completed(Finish.STOP));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void otherRefusalsAreFinal(int status) {
    Engine engine = askedToContinue();
    engine.on(new Event.Failed(SECOND, refusal(status)));
    assertThat(engine.outcome()).isEqualTo(new Outcome.Failed(refusal(status)));
  }

  @Test
  void aNewTurnThatIsRefusedIsFinal() {
    Engine engine = askedToContinue();
    engine.on(new Event.Failed(SECOND, refusal(400)));
    engine.on(new Event.Failed(THIRD, refusal(400)));
    assertThat(engine.outcome()).isEqualTo(new Outcome.Failed(refusal(400)));
  }
}
