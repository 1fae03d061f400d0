package dev.staircase.server;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.server.watch.Watch;
import java.util.List;

/// A watch that looks at the end alone.
abstract class TestWatch implements Watch {
  @Override
  public void event(long atMicros, Event event) {}

  @Override
  public void effects(long atMicros, List<Effect> effects) {}
}
