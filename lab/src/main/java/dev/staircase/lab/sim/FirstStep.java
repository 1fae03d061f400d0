package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.topology.Agent;
import org.jspecify.annotations.Nullable;

/// A reader begins when a quorum of its sources has delivered the first chunk, and all those that
/// it still waits for; without a barrier, when one source has.
///
/// Only sources that read nobody and were asked once are counted exactly: what they say is what
/// their one call brings. What a seam has kept back counts as one piece.
final class FirstStep implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call)
        || call.purpose() != Effect.Purpose.WRITE
        || !scene.seen.get(call.agent()).calls.isEmpty()) {
      return null;
    }
    Agent agent = scene.agent(call.agent());
    Pace pace = scene.plan.paces().get(call.agent());
    boolean whole = pace.serial() || scene.plan.limits().steps() == 1;
    int delivered = 0;
    for (int source : scene.reads(call.agent())) {
      Seen seen = scene.seen.get(source);
      boolean inexact = !scene.agent(source).reads().isEmpty() || seen.calls.size() > 1;
      boolean enough =
          inexact || scene.over(source) || (!whole && seen.tokens >= pace.firstChunk());
      if (!enough && agent.barrier() && !seen.noted(Effect.What.LATE)) {
        return "agent %d begins without agent %d, which has said %d tokens"
            .formatted(call.agent(), source, seen.tokens);
      }
      delivered += enough && !scene.droppedByAll(source) ? 1 : 0;
    }
    int sources = scene.reads(call.agent()).size();
    int wanted = pace.quorum() == 0 ? sources / 2 + 1 : pace.quorum();
    boolean agreed = scene.agreed >= 0 && call.agent() == scene.answerer();
    int quorum = Math.min(sources, agreed || !agent.barrier() ? 1 : wanted);
    return delivered >= quorum
        ? null
        : "agent %d begins with %d proposals, the quorum is %d"
            .formatted(call.agent(), delivered, quorum);
  }
}
