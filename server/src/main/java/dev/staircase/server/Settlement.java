package dev.staircase.server;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.server.gate.Pass;
import java.util.List;

/// Settles what an answer took once it is over, however it ended.
///
/// @param tally a witness before this one
record Settlement(Pass pass, Tally tally) implements Witness {
  @Override
  public void event(long atMicros, Event event) {}

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    if (!effects.isEmpty() && effects.getLast() instanceof Effect.Done) {
      Double usd = tally.usd();
      pass.settle(tally.usage(), usd == null ? 0 : usd);
    }
  }
}
