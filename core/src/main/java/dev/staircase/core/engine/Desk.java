package dev.staircase.core.engine;

import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Price;
import java.util.ArrayList;
import java.util.List;

/// Collects the effects of one event, numbers calls and timers, and books what is spent.
final class Desk {
  private final Spending spending;
  private final boolean[] asked;
  private final List<Effect> effects = new ArrayList<>();
  private int calls;
  private int timers;

  Desk(Spending spending, int agents) {
    this.spending = spending;
    this.asked = new boolean[agents];
  }

  /// Whether the caps allow an agent so many calls, with so many prompt tokens in all. One call is
  /// kept for the last agent, without which there is no answer.
  boolean room(int agent, int calls, long promptTokens) {
    int last = asked.length - 1;
    int kept = agent == last || asked[last] ? 0 : 1;
    return spending.room(calls + kept, promptTokens);
  }

  /// Whether the caps allow a call that can be done without: it leaves every agent its first call,
  /// and room for one more.
  boolean spares(ModelCall request) {
    int unasked = 0;
    for (boolean any : asked) {
      unasked += any ? 0 : 1;
    }
    return spending.room(1 + Math.max(1, unasked), 2 * Spending.promptTokens(request));
  }

  /// Why no further call can be had, in words.
  String full() {
    return spending.full();
  }

  /// Takes one of the calls that may be made again or hedged, if one is left.
  boolean takeExtra() {
    return spending.takeExtra();
  }

  int call(int agent, int step, Effect.Purpose purpose, long news, ModelCall request, Price price) {
    spending.opened(request, price);
    asked[agent] |= purpose == Effect.Purpose.WRITE;
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

  void emitToolCalls(String json) {
    effects.add(new Effect.EmitToolCalls(json));
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
