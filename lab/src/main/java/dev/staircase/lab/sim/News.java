package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// What is told to be shown for the first time adds up to what was said: a call that shows nothing
/// new tells 0, and when all proposals are shown whole the sum is all their tokens.
///
/// Exact for sources whose calls brought nothing twice and were not cut for good.
final class News implements Checker {
  private long[] told = {};

  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call)) {
      return null;
    }
    if (told.length == 0) {
      told = new long[scene.seen.size()];
    }
    int agent = call.agent();
    if (call.news() != 0 && (scene.sameStep(call) || call.purpose() != Effect.Purpose.WRITE)) {
      return "call %d shows nothing new and tells %d".formatted(call.call(), call.news());
    }
    told[agent] += call.news();
    long said = 0;
    boolean exact = scene.agreed < 0;
    boolean whole = true;
    for (int source : scene.agent(agent).reads()) {
      Seen spoken = scene.seen.get(source);
      said += spoken.tokens;
      boolean cut = scene.over(source) && !spoken.atEnd && spoken.failure == null;
      exact &= spoken.calls.size() == 1 && !cut && !spoken.noted(Effect.What.DROPPED);
      whole &= spoken.failure == null && scene.over(source) && !spoken.cutShort();
    }
    if (exact && told[agent] > said) {
      return "agent %d was shown %d tokens of %d".formatted(agent, told[agent], said);
    }
    Shown shown = scene.shown();
    whole &= shown.over().size() == scene.agent(agent).reads().size();
    return exact && whole && call.purpose() == Effect.Purpose.WRITE && told[agent] != said
        ? "agent %d was shown all of %d tokens, and told %d".formatted(agent, said, told[agent])
        : null;
  }
}
