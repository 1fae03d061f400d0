package dev.staircase.runtime.trace;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import java.util.List;
import java.util.function.Consumer;

/// Writes a trace while an answer is made: its plan, then each event followed by the effects that
/// it had.
///
/// Whoever drives the engine calls it, in the order in which things happen. Times are microseconds
/// since the start.
public final class TraceWriter {
  private final Consumer<String> lines;

  /// @param lines takes each line, without a line break
  public TraceWriter(Consumer<String> lines) {
    this.lines = lines;
  }

  /// Writes the first line. Once, before all others.
  public void header(Plan plan) {
    lines.accept(TraceFormat.header(plan));
  }

  /// Writes an event that the engine is handed.
  public void event(long atMicros, Event event) {
    lines.accept(TraceFormat.line(atMicros, event));
  }

  /// Writes what the engine answered to the event before.
  public void effects(long atMicros, List<Effect> effects) {
    for (Effect effect : effects) {
      lines.accept(TraceFormat.line(atMicros, effect));
    }
  }

  /// Says that nothing more is recorded, although the answer went on. The last line.
  ///
  /// @param atMicros when the first event that is left out happened
  public void cut(long atMicros) {
    lines.accept(TraceFormat.cut(atMicros));
  }
}
