package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// A second call beside a first is opened once, when the first has brought nothing in the time set,
/// and serves the same step; as soon as one of them speaks the other is closed.
final class Hedges implements Checker {
  private static final long MICROS = 1_000;

  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call) || call.purpose() != Effect.Purpose.HEDGE) {
      return null;
    }
    Scene.Open first = scene.open(call.agent(), Effect.Purpose.WRITE);
    if (first == null || first.spoke || (first.tools && call.agent() == scene.answerer())) {
      return "call %d is opened beside no call that is silent".formatted(call.call());
    }
    if (first.call.step() != call.step()) {
      return "step %d is hedged by a call of step %d".formatted(first.call.step(), call.step());
    }
    long hedgeMs = scene.plan.recovery().hedgeMs();
    if (hedgeMs == 0 || scene.nowMicros - first.sinceMicros < MICROS * hedgeMs) {
      return "call %d is hedged after %d us, expected %d ms"
          .formatted(first.call.call(), scene.nowMicros - first.sinceMicros, hedgeMs);
    }
    boolean again = first.hedged;
    first.hedged = true;
    return again ? "call %d is hedged twice".formatted(first.call.call()) : null;
  }

  @Override
  public @Nullable String settled(Scene scene) {
    Scene.Open about = scene.about;
    if (about == null || !about.spoke || about.call.purpose() == Effect.Purpose.WARM) {
      return null;
    }
    Effect.Purpose other =
        about.call.purpose() == Effect.Purpose.HEDGE ? Effect.Purpose.WRITE : Effect.Purpose.HEDGE;
    Scene.Open beside = scene.open(about.call.agent(), other);
    return beside != null
            && beside.call.step() == about.call.step()
            && scene.open.containsKey(about.call.call())
        ? "call %d speaks and call %d is still open"
            .formatted(about.call.call(), beside.call.call())
        : null;
  }
}
