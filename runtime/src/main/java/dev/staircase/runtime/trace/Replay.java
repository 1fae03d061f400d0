package dev.staircase.runtime.trace;

import dev.staircase.core.engine.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Drives a fresh engine with the events of a trace and compares what it decides, byte for byte.
public final class Replay {
  private Replay() {}

  /// What a replay found.
  ///
  /// @param events events replayed
  /// @param effects effects that were the same
  /// @param difference the first difference, or null when the engine decided the same throughout
  public record Result(int events, int effects, @Nullable Difference difference) {
    /// Whether the engine decided the same throughout.
    public boolean same() {
      return difference == null;
    }
  }

  /// Where the engine decided otherwise than recorded.
  ///
  /// @param name the trace's file
  /// @param line the line in it, from 1
  /// @param expected the recorded line, or "nothing"
  /// @param found the line that the engine's effect would have been, or "nothing"
  public record Difference(String name, int line, String expected, String found) {
    @Override
    public String toString() {
      return "%s:%d: the engine decided otherwise%n  recorded: %s%n  now:      %s"
          .formatted(name, line, expected, found);
    }
  }

  public static Result run(Trace trace) {
    Engine engine = new Engine(trace.plan());
    int events = 0;
    int effects = 0;
    for (Trace.Turn turn : trace.turns()) {
      events++;
      List<String> found = TraceFormat.lines(turn.atMicros(), engine.on(turn.event()));
      for (int i = 0; i < Math.max(found.size(), turn.effects().size()); i++) {
        String was = i < turn.effects().size() ? turn.effects().get(i) : "nothing";
        String is = i < found.size() ? found.get(i) : "nothing";
        if (!was.equals(is)) {
          return new Result(
              events, effects, new Difference(trace.name(), turn.line() + 1 + i, was, is));
        }
        effects++;
      }
    }
    return new Result(events, effects, null);
  }
}
