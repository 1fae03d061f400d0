package dev.staircase.core.engine;

import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Price;

/// Calls that let a model read the beginning of an agent's next prompt while the rest gathers, so
/// that its prefix cache is warm when the step begins. What they say is not used.
///
/// One at a time: at the start with all that stands before the proposals, then as each proposal's
/// chunk is there, in the prompt's order.
final class Warming {
  private static final int NONE = -1;

  private final int index;
  private final Desk desk;
  private int call = NONE;
  private int step = NONE;
  private int shown = NONE;

  Warming(int index, Desk desk) {
    this.index = index;
    this.desk = desk;
  }

  boolean owns(int number) {
    return number >= 0 && number == call;
  }

  /// Whether there is more to read than last time.
  ///
  /// @param steps how many steps the agent has begun
  /// @param parts how many proposals the next prompt is known to begin with
  boolean due(int steps, int parts) {
    boolean begun = step == steps;
    int known = begun ? shown : steps == 0 ? NONE : 0;
    return call == NONE && parts > known;
  }

  /// Opens the call, where the caps can spare it.
  void begin(int forStep, ModelCall request, Price price, int parts) {
    step = forStep - 1;
    shown = parts;
    if (desk.spares(request)) {
      call = desk.call(index, forStep, Effect.Purpose.WARM, 0, request, price);
    }
  }

  /// A call has ended, one way or the other.
  ///
  /// @return whether it was one of these
  boolean ended(int number) {
    boolean own = owns(number);
    call = own ? NONE : call;
    return own;
  }

  void stop() {
    if (call >= 0) {
      desk.abort(call);
    }
    call = NONE;
  }
}
