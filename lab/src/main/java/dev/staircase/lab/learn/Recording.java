package dev.staircase.lab.learn;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.lab.learn.RecordedCall.How;
import dev.staircase.lab.measure.Stream;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.runtime.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/// A recorded answer: its calls with their times, and what its reader saw. Whoever plays an answer
/// in virtual time records it as a witness.
public final class Recording implements Witness {
  private static final double MICROS = 1_000;
  private static final long NANOS = 1_000;

  private final String name;
  private final Plan plan;
  private final List<RecordedCall> calls = new ArrayList<>();
  private final Stream stream = new Stream(0);
  private final Tally tally;

  /// @param name what errors call it
  Recording(String name, Plan plan) {
    this.name = name;
    this.plan = plan;
    this.tally = new Tally(plan);
  }

  /// Reads what a trace tells.
  ///
  /// @throws dev.staircase.runtime.trace.TraceException where an effect of it can't be read
  /// @throws LearnException where it tells of calls that nobody opened
  public static Recording of(Trace trace) {
    Recording recording = new Recording(trace.name(), trace.plan());
    trace.tell(recording);
    return recording;
  }

  String name() {
    return name;
  }

  Plan plan() {
    return plan;
  }

  /// The calls by their numbers.
  List<RecordedCall> calls() {
    return calls;
  }

  /// What its reader saw.
  Stream stream() {
    return stream;
  }

  Tally tally() {
    return tally;
  }

  /// Whether the answer came to its end, and has text.
  boolean complete() {
    return tally.outcome() instanceof Outcome.Completed && tally.ttftMs() >= 0;
  }

  /// The calls that wrote for an agent, in their order.
  List<RecordedCall> writing(int agent) {
    return calls.stream().filter(call -> call.call.agent() == agent && call.spoke()).toList();
  }

  @Override
  public void event(long atMicros, Event event) {
    double at = atMicros / MICROS;
    switch (event) {
      case Event.Delta(int call, String text) -> call(call).heard(at, text);
      case Event.Counted(int call, var usage) -> call(call).usage = usage;
      case Event.Ended(int call, var finish) -> call(call).over(at, How.ENDED);
      case Event.Failed(int call, var error) -> call(call).over(at, How.FAILED);
      case Event.ToolCalls tools -> {}
      case Event.Started started -> {}
      case Event.Deadline deadline -> {}
      case Event.ClientGone gone -> {}
    }
    tally.event(atMicros, event);
  }

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    double at = atMicros / MICROS;
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Call call -> calls.add(new RecordedCall(call, at));
        case Effect.Abort(int call) -> call(call).over(at, How.CUT);
        case Effect.Emit(String text) -> stream.piece(atMicros * NANOS, text);
        case Effect.EmitToolCalls tools -> {}
        case Effect.Arm arm -> {}
        case Effect.Note note -> {}
        case Effect.Done done -> {}
      }
    }
    tally.effects(atMicros, effects);
  }

  @Override
  public void usage(int call, Usage usage) {
    call(call).usage = usage;
    tally.usage(call, usage);
  }

  private RecordedCall call(int number) {
    if (number < 0 || number >= calls.size()) {
      throw new LearnException(
          "%s: expected events of the %d calls that were opened by then, found one of call %d"
              .formatted(name, calls.size(), number));
    }
    return calls.get(number);
  }
}
