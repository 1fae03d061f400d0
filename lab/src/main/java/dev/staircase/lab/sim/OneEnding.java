package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Outcome;
import org.jspecify.annotations.Nullable;

/// Done comes exactly once, nothing comes after it, and it says what happened.
final class OneEnding implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (scene.outcome != null) {
      return "after the answer was over came " + effect;
    }
    if (effect instanceof Effect.Done(Outcome.Cancelled cancelled) && !scene.clientGone) {
      return "cancelled although the client had not left";
    }
    return null;
  }

  @Override
  public @Nullable String settled(Scene scene) {
    return scene.clientGone && scene.outcome == null
        ? "the client has left and the answer goes on"
        : null;
  }

  @Override
  public @Nullable String finished(Scene scene) {
    if (scene.outcome == null) {
      return "nothing more happens and the answer is not over";
    }
    if (scene.scenario.ordinary() && !(scene.outcome instanceof Outcome.Completed)) {
      return "nothing went wrong and the answer ended as " + scene.outcome;
    }
    return null;
  }
}
