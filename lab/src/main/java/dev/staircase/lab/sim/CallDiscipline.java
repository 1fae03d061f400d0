package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// An agent has one open call at most, or a call to write and its hedge; calls are numbered one
/// after the other, only open calls are closed, and none is open when the answer is over.
final class CallDiscipline implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    return switch (effect) {
      case Effect.Call call -> {
        if (call.call() != scene.calls) {
          yield "call number %d follows on %d calls".formatted(call.call(), scene.calls);
        }
        Effect.Purpose purpose = call.purpose();
        boolean beside =
            purpose != Effect.Purpose.HEDGE
                && (scene.writing(call.agent())
                    || scene.open(call.agent(), Effect.Purpose.WARM) != null);
        yield beside || scene.open(call.agent(), purpose) != null
            ? "agent %d has two open calls".formatted(call.agent())
            : null;
      }
      case Effect.Abort(int call) ->
          scene.open.containsKey(call) ? null : "call " + call + " is closed but not open";
      case Effect.Done done ->
          scene.open.isEmpty() ? null : "over with open calls " + scene.open.keySet();
      case Effect.Arm arm ->
          arm.timer() == scene.timers
              ? null
              : "timer %d follows on %d timers".formatted(arm.timer(), scene.timers);
      case Effect.Emit emit -> null;
      case Effect.EmitToolCalls tools -> null;
      case Effect.Note note -> null;
    };
  }

  @Override
  public @Nullable String finished(Scene scene) {
    return scene.open.isEmpty() ? null : "still open at the end: " + scene.open.keySet();
  }
}
