package dev.staircase.runtime.trace;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.answer.Witness;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/// A recorded answer.
///
/// @param name what errors call it: its file
/// @param plan all that decided it before it began
/// @param turns what happened, in order
public record Trace(String name, Plan plan, List<Turn> turns) {
  public Trace {
    turns = List.copyOf(turns);
  }

  /// Tells a witness all of it, as it was told when it happened.
  ///
  /// @throws TraceException where a recorded effect is none
  public void tell(Witness witness) {
    for (Turn turn : turns) {
      witness.event(turn.atMicros(), turn.event());
      List<Effect> effects = new ArrayList<>();
      for (String line : turn.effects()) {
        effects.add(effect(line, turn.line() + 1 + effects.size()));
      }
      witness.effects(turn.atMicros(), effects);
    }
  }

  private Effect effect(String line, int number) {
    try {
      return TraceFormat.value(TraceFormat.tree(line).get("effect"), Effect.class);
    } catch (JacksonException e) {
      throw new TraceException(
          "%s:%d: expected an effect, found something else (%s)"
              .formatted(name, number, e.getOriginalMessage()));
    }
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
