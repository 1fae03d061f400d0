package dev.staircase.runtime.answer;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.runtime.client.TraceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sees everything an engine is told and decides, for traces and figures. Times are microseconds
/// since the answer began.
public interface Witness {
  /// An event, before the engine has taken it.
  void event(long atMicros, Event event);

  /// What the engine decided on the event before; may be empty.
  void effects(long atMicros, List<Effect> effects);

  /// An upstream's count for a call so far; a later count of the same call replaces it.
  default void usage(int call, Usage usage) {}

  /// Where a call stands in a distributed trace, for its headers; null from witnesses that keep
  /// none. Asked once, after the effect that opens the call was told.
  default @Nullable TraceContext context(int call) {
    return null;
  }
}
