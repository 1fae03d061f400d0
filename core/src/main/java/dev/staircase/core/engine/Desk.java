package dev.staircase.core.engine;

import dev.staircase.core.chat.ModelCall;
import java.util.ArrayList;
import java.util.List;

/// Collects the effects of one event and numbers calls and timers.
final class Desk {
  private final List<Effect> effects = new ArrayList<>();
  private int calls;
  private int timers;

  int call(int agent, int step, Effect.Purpose purpose, long news, ModelCall request) {
    effects.add(new Effect.Call(calls, agent, step, purpose, news, request));
    return calls++;
  }

  void abort(int call) {
    effects.add(new Effect.Abort(call));
  }

  int arm(long delayMs) {
    effects.add(new Effect.Arm(timers, delayMs));
    return timers++;
  }

  void emit(String text) {
    if (!text.isEmpty()) {
      effects.add(new Effect.Emit(text));
    }
  }

  void note(int agent, Effect.What what, String detail) {
    effects.add(new Effect.Note(agent, what, detail));
  }

  void done(Outcome outcome) {
    effects.add(new Effect.Done(outcome));
  }

  /// The effects since the last time, in order.
  List<Effect> take() {
    List<Effect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }
}
