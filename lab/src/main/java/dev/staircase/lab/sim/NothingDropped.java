package dev.staircase.lab.sim;

import dev.staircase.core.chat.Message;
import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// No prompt holds text of a proposer that was left out. The texts of each agent bear a letter of
/// its own.
final class NothingDropped implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call)) {
      return null;
    }
    for (int source : scene.agent(call.agent()).reads()) {
      if (scene.droppedByAll(source) && holds(call, Texts.markOf(scene.actor(source).text()))) {
        return "agent %d is shown text of agent %d, which was dropped"
            .formatted(call.agent(), source);
      }
    }
    return null;
  }

  private static boolean holds(Effect.Call call, String mark) {
    return !mark.isEmpty()
        && call.request().messages().stream()
            .map(Message::content)
            .anyMatch(text -> text.contains(mark));
  }
}
