package dev.staircase.runtime;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.runtime.answer.Witness;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts one answer among those under way, from now until its engine says that it is over.
final class UnderWay implements Witness {
  private final AtomicInteger answers;

  UnderWay(AtomicInteger answers) {
    this.answers = answers;
    answers.incrementAndGet();
  }

  @Override
  public void event(long atMicros, Event event) {}

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    if (effects.stream().anyMatch(Effect.Done.class::isInstance)) {
      answers.decrementAndGet();
    }
  }
}
