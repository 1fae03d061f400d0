package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Pace;
import org.jspecify.annotations.Nullable;

/// Serially, with nothing going wrong, every agent is called exactly once, when all it reads is
/// whole.
final class SerialOnce implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    boolean again =
        effect instanceof Effect.Call call
            && call.purpose() == Effect.Purpose.WRITE
            && scene.plan.paces().get(call.agent()).serial()
            && scene.scenario.faultless()
            && !scene.seen.get(call.agent()).calls.isEmpty();
    return again ? "a second call of one agent in serial mode: " + effect : null;
  }

  @Override
  public @Nullable String finished(Scene scene) {
    boolean serial = scene.plan.paces().stream().allMatch(Pace::serial) && scene.agreed < 0;
    boolean complete = scene.outcome instanceof Outcome.Completed && serial;
    boolean missed = scene.seen.stream().anyMatch(agent -> agent.calls.isEmpty());
    boolean ordinary =
        scene.scenario.ordinary()
            && scene.plan.paces().stream().allMatch(pace -> pace.patienceMs() == 0);
    return complete && ordinary && missed ? "an agent was never called in serial mode" : null;
  }
}
