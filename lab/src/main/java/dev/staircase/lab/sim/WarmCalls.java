package dev.staircase.lab.sim;

import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// A call that warms asks for one token of a model that is to be warmed, for an agent that reads
/// others, and what comes of it changes nothing.
final class WarmCalls implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    boolean warms = effect instanceof Effect.Call call && call.purpose() == Effect.Purpose.WARM;
    if (scene.about != null
        && scene.about.call.purpose() == Effect.Purpose.WARM
        && !warms
        && scene.plan.caps().equals(Caps.NONE)) {
      return "what a call that warms brought had the effect " + effect;
    }
    if (!(effect instanceof Effect.Call call) || !warms) {
      return null;
    }
    boolean reads = !scene.agent(call.agent()).reads().isEmpty();
    boolean asked = scene.seat(call) >= 0 && scene.seatOf(call).warm();
    if (!reads || !asked) {
      return "call %d warms what isn't to be warmed".formatted(call.call());
    }
    return call.request().maxTokens() == 1 && call.news() == 0
        ? null
        : "a call that warms asks for %d tokens and shows %d for the first time"
            .formatted(call.request().maxTokens(), call.news());
  }
}
