package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches one invariant of the engine. Each method returns what is violated, or null.
///
/// A checker is new for every answer and may remember what it saw.
interface Checker {
  /// One of each, new.
  static List<Checker> all() {
    return List.of(
        new OneEnding(),
        new CallDiscipline(),
        new ClaimedText(),
        new FirstStep(),
        new NewsInEveryStep(),
        new Bounds(),
        new Lead(),
        new PromptsExtend(),
        new SerialOnce(),
        new WellFormed(),
        new NothingDropped(),
        new SourcesAsSpoken(),
        new NothingLost(),
        new Retries(),
        new Resumes(),
        new SeatsInOrder(),
        new Hedges(),
        new CapsHold(),
        new WarmCalls(),
        new ToolsPass(),
        new InOnePiece(),
        new HandsOverUnits(),
        new Released(),
        new Agreed(),
        new Attachments(),
        new News());
  }

  /// Looks at an effect before the scene takes note of it.
  default @Nullable String effect(Scene scene, Effect effect) {
    return null;
  }

  /// Looks at the scene after all effects of an event.
  default @Nullable String settled(Scene scene) {
    return null;
  }

  /// Looks at the scene when nothing more happens.
  default @Nullable String finished(Scene scene) {
    return null;
  }

  default String name() {
    return getClass().getSimpleName();
  }
}
