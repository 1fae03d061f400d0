package dev.staircase.lab.fleet;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.lab.measure.Stream;
import dev.staircase.runtime.answer.Witness;
import java.util.List;

/// What is seen of one answer: when its text came, and what its calls took.
final class Watch implements Witness {
  private static final long NANOS_PER_MICRO = 1_000;

  private final Stream stream = new Stream(0);
  private Usage usage = Usage.NONE;
  private int calls;

  @Override
  public void event(long atMicros, Event event) {}

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    for (int i = 0; i < effects.size(); i++) { // No iterator for each token.
      if (effects.get(i) instanceof Effect.Emit(String text)) {
        stream.piece(atMicros * NANOS_PER_MICRO, text);
      }
    }
  }

  @Override
  public void usage(int call, Usage taken) {
    calls++;
    usage = usage.plus(taken);
  }

  Stream.Figures figures() {
    return stream.figures();
  }

  Usage usage() {
    return usage;
  }

  int calls() {
    return calls;
  }
}
