package dev.staircase.runtime.trace;

import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import java.util.List;

/// A recorded answer.
///
/// @param name what errors call it: its file
/// @param plan all that decided it before it began
/// @param turns what happened, in order
public record Trace(String name, Plan plan, List<Turn> turns) {
  public Trace {
    turns = List.copyOf(turns);
  }

  /// One event and what it led to.
  ///
  /// @param line the event's line in the file, from 1; its effects follow it
  /// @param atMicros when it happened, in microseconds since the start
  /// @param effects the recorded lines of its effects, as they stand
  public record Turn(int line, long atMicros, Event event, List<String> effects) {
    public Turn {
      effects = List.copyOf(effects);
    }
  }
}
