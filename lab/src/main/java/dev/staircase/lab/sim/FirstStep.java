package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.topology.Agent;
import org.jspecify.annotations.Nullable;

/// A reader begins when a quorum of its sources has delivered the first chunk, and all those that
/// it still waits for.
///
/// Only sources that read nobody are counted exactly: what they say is what their one call brings.
final class FirstStep implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call) || !scene.seen.get(call.agent()).calls.isEmpty()) {
      return null;
    }
    Agent agent = scene.agent(call.agent());
    Pace pace = scene.plan.pace();
    boolean whole = pace.serial() || scene.plan.limits().steps() == 1;
    int delivered = 0;
    for (int source : agent.reads()) {
      Scene.Seen seen = scene.seen.get(source);
      boolean reads = !scene.agent(source).reads().isEmpty();
      boolean enough = reads || seen.over() || (!whole && seen.tokens >= pace.firstChunk());
      if (!enough && !seen.noted(Effect.What.LATE)) {
        return "agent %d begins without agent %d, which has said %d tokens"
            .formatted(call.agent(), source, seen.tokens);
      }
      delivered += enough && !seen.noted(Effect.What.DROPPED) ? 1 : 0;
    }
    int sources = agent.reads().size();
    int quorum = Math.min(sources, pace.quorum() == 0 ? sources / 2 + 1 : pace.quorum());
    return delivered >= Math.min(quorum, sources)
        ? null
        : "agent %d begins with %d proposals, the quorum is %d"
            .formatted(call.agent(), delivered, quorum);
  }
}
