package dev.staircase.runtime.answer;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import java.util.List;

/// Sees everything an engine is told and decides, for traces and figures. Times are microseconds
/// since the answer began.
public interface Witness {
  /// An event, before the engine has taken it.
  void event(long atMicros, Event event);

  /// What the engine decided on the event before; may be empty.
  void effects(long atMicros, List<Effect> effects);

  /// An upstream's count for a call so far; a later count of the same call replaces it.
  default void usage(int call, Usage usage) {}
}
