package dev.staircase.lab.sim;

import dev.staircase.core.chat.Form;
import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// What has to come out of one call is asked for in one step, on whole proposals, and again only if
/// the call before failed without a word.
final class InOnePiece implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call)
        || call.purpose() == Effect.Purpose.WARM
        || scene.agent(call.agent()).sampling().form() != Form.ONE_PIECE) {
      return null;
    }
    Shown shown = scene.shown();
    if (call.step() > 1 || !shown.written().isEmpty()) {
      return "a second step of what has to be in one piece";
    }
    return shown.over().size() == shown.proposals().size()
        ? null
        : "what has to be in one piece is asked for on unfinished proposals";
  }
}
