package dev.staircase.server.telemetry;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Tokens;
import dev.staircase.runtime.answer.LateEvidence;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.watch.Begun;
import dev.staircase.server.watch.Watch;
import io.opentelemetry.api.common.Attributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Measures one answer and its calls.
final class AnswerMetrics implements Watch {
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  private final Instruments to;
  private final Plan plan;
  private final String surface;
  private final Attributes answer;
  private final CriticalPath path;
  private final Pieces pieces = new Pieces();
  private final Map<Integer, OpenCall> open = new HashMap<>();
  private final long beganNanos = System.nanoTime();

  AnswerMetrics(Instruments to, Begun begun) {
    this.to = to;
    this.plan = begun.plan();
    this.surface = begun.surface();
    this.answer = Keys.ofAnswer(begun.model());
    this.path = new CriticalPath(plan);
    to.underWay.add(1, answer);
  }

  /// A call under way.
  private static final class OpenCall {
    final Effect.Call call;
    final Attributes attributes;
    final long openedAt;
    long lastAt = -1;

    OpenCall(Effect.Call call, long openedAt) {
      this.call = call;
      this.attributes = Keys.ofCall(call.request().model(), call.purpose());
      this.openedAt = openedAt;
    }
  }

  @Override
  public void event(long atMicros, Event event) {
    switch (event) {
      case Event.Delta(int call, String text) -> heard(atMicros, call, text);
      case Event.ToolCalls(int call, String json) -> heard(atMicros, call, json);
      case Event.Ended(int call, var _) -> {
        OpenCall over = closed(atMicros, call, null);
        if (over != null) {
          path.ended(over.call.agent());
        }
      }
      case Event.Failed(int call, var error) -> closed(atMicros, call, error);
      case Event.Counted _, Event.Started _, Event.Deadline _, Event.ClientGone _ -> {}
    }
  }

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Call call -> opened(atMicros, call);
        case Effect.Abort(int call) -> closed(atMicros, call, null);
        case Effect.Emit(String text) -> pieces.went(atMicros, Tokens.in(text));
        case Effect.EmitToolCalls(String json) -> pieces.went(atMicros, Tokens.in(json));
        case Effect.Note(int agent, var what, var _) -> befell(agent, what);
        case Effect.Done(var outcome) -> done(atMicros, outcome);
        case Effect.Arm _ -> {}
      }
    }
  }

  private void opened(long at, Effect.Call call) {
    OpenCall opened = new OpenCall(call, at);
    open.put(call.call(), opened);
    to.calls.add(1, opened.attributes);
    if (call.purpose() != Purpose.WARM) {
      path.asked(call.agent(), at);
    }
  }

  private void heard(long at, int number, String text) {
    OpenCall call = open.get(number);
    if (call == null || text.isEmpty()) {
      return;
    }
    if (call.lastAt < 0) {
      to.firstChunk.record((at - call.openedAt) / MICROS, call.attributes);
    } else {
      to.perChunk.record((at - call.lastAt) / MICROS, call.attributes);
    }
    if (call.call.purpose() != Purpose.WARM) {
      path.spoke(call.call.agent(), call.openedAt, call.lastAt, at, Tokens.in(text));
    }
    call.lastAt = at;
  }

  private @Nullable OpenCall closed(long at, int number, @Nullable CallError error) {
    OpenCall call = open.remove(number);
    if (call == null) {
      return null;
    }
    Attributes attributes = call.attributes;
    if (error != null) {
      attributes = Keys.with(attributes, Keys.ERROR, Keys.word(error.kind()));
      to.callErrors.add(1, attributes);
    }
    to.callDuration.record((at - call.openedAt) / MICROS, attributes);
    return call;
  }

  private void befell(int agent, Effect.What what) {
    String name = plan.topology().agents().get(agent).name();
    to.befell.add(1, Keys.with(Keys.with(answer, Keys.AGENT, name), Keys.WHAT, Keys.word(what)));
  }

  private void done(long at, Outcome outcome) {
    to.workflowDuration.record(at / MICROS, withError(outcome));
    if (!pieces.any()) {
      return;
    }
    to.ttft.record(pieces.firstAt() / MICROS, answer);
    to.stall.record(pieces.stalledMicros() / MICROS, answer);
    if (pieces.tokens() > 1 && outcome instanceof Outcome.Completed) {
      to.perToken.record(pieces.microsPerToken() / MICROS, answer);
    }
    Double earliest = path.earliest();
    if (earliest != null) {
      to.ttftOverhead.record(Math.max(0, pieces.firstAt() - earliest) / MICROS, answer);
    }
    Double serially = path.serially();
    if (serially != null) {
      to.ttftSaved.record(Math.max(0, serially - pieces.firstAt()) / MICROS, answer);
    }
  }

  @Override
  public void over(int status, boolean clientLeft, Tally tally) {
    to.underWay.add(-1, answer);
    Outcome outcome = tally.outcome();
    to.requestDuration.record((System.nanoTime() - beganNanos) / NANOS, withError(outcome));
    to.answers.add(
        1,
        Keys.with(Keys.with(answer, Keys.OUTCOME, Keys.outcome(outcome)), Keys.SURFACE, surface));
    to.steps.record(tally.steps(), answer);
    LateEvidence late = tally.lateEvidence();
    if (late != null) {
      late.byName()
          .forEach((share, value) ->
              to.lateEvidence.record(value, Keys.with(answer, Keys.SHARE, share)));
    }
    for (Tally.CallTaken call : tally.taken()) {
      to.taken(Keys.ofCall(call.model(), call.purpose()), call.usage(), call.usd());
    }
  }

  private Attributes withError(@Nullable Outcome outcome) {
    String error = Keys.error(outcome);
    return error == null ? answer : Keys.with(answer, Keys.ERROR, error);
  }
}
