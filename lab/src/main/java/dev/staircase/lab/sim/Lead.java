package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Pace;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A writer writes no further on what it was shown than its lead allows, and one word more. One
/// that can't have another call writes on.
///
/// Exact for writers of proposers that read nobody: what these have said when a step begins bounds
/// what the step may show. A call that is closed too late, or never, shows here.
final class Lead implements Checker {
  /// The longest word of a simulated text, in tokens, and the delta that the seam may keep back.
  private static final int WORD = 32;

  private final TreeMap<Integer, Long> bounds = new TreeMap<>();

  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call) || call.purpose() != Effect.Purpose.WRITE) {
      return null;
    }
    bounds.remove(call.agent());
    if (scene.plan.caps().calls() > 0
        || scene.plan.caps().promptTokens() > 0
        || !scene.agent(call.agent()).barrier()) {
      return null;
    }
    Pace pace = scene.plan.paces().get(call.agent());
    long bound = Long.MAX_VALUE;
    for (int source : scene.reads(call.agent())) {
      Seen seen = scene.seen.get(source);
      boolean exact =
          scene.agent(source).reads().isEmpty()
              && !seen.noted(Effect.What.LATE)
              && !scene.over(source);
      if (exact
          && pace.lead() > 0
          && scene.actor(call.agent()).manner() == Actor.Manner.CONTINUES) {
        bound = Math.min(bound, Math.max(1, (long) (seen.tokens / pace.lead())));
      }
    }
    if (bound != Long.MAX_VALUE) {
      bounds.put(call.agent(), bound);
    }
    return null;
  }

  @Override
  public @Nullable String settled(Scene scene) {
    for (var entry : bounds.entrySet()) {
      Seen seen = scene.seen.get(entry.getKey());
      if (scene.writing(entry.getKey())
          && seen.callTokens - seen.lastDeltaTokens > entry.getValue() + WORD) {
        return "agent %d writes %d tokens on a view that allows %d"
            .formatted(entry.getKey(), seen.callTokens, entry.getValue());
      }
    }
    return null;
  }
}
