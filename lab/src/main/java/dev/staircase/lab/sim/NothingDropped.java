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
      if (droppedByAll(scene, source) && holds(call, Texts.markOf(scene.actor(source).text()))) {
        return "agent %d is shown text of agent %d, which was dropped"
            .formatted(call.agent(), source);
      }
    }
    return null;
  }

  /// A note does not say whose reader drops an agent, so only those count that nobody reads any
  /// more.
  private static boolean droppedByAll(Scene scene, int source) {
    long drops =
        scene.seen.get(source).notes.stream().filter(what -> what == Effect.What.DROPPED).count();
    long readers =
        scene.plan.topology().agents().stream()
            .filter(agent -> agent.reads().contains(source))
            .count();
    return drops == readers;
  }

  private static boolean holds(Effect.Call call, String mark) {
    return !mark.isEmpty()
        && call.request().messages().stream()
            .map(Message::content)
            .anyMatch(text -> text.contains(mark));
  }
}
