package dev.staircase.core.engine;

import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Price;
import java.util.ArrayList;
import java.util.List;

/// Collects the effects of one event, numbers calls and timers, and books what is spent.
final class Desk {
  private final Spending spending;
  private final List<Effect> effects = new ArrayList<>();
  private int calls;
  private int timers;

  Desk(Spending spending) {
    this.spending = spending;
  }

  /// Whether the caps allow a call.
  boolean allows(ModelCall request) {
    return room(1, Spending.promptTokens(request));
  }

  /// Whether so many more calls can be had with so many prompt tokens in all.
  boolean room(int more, long promptTokens) {
    return spending.room(more, promptTokens);
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
