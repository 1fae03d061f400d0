package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Outcome;
import org.jspecify.annotations.Nullable;

/// Serially, with nothing going wrong, every agent is called exactly once, when all it reads is
/// whole.
final class SerialOnce implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    boolean again =
        effect instanceof Effect.Call call
            && scene.plan.pace().serial()
            && scene.scenario.faultless()
            && !scene.seen.get(call.agent()).calls.isEmpty();
    return again ? "a second call of one agent in serial mode: " + effect : null;
  }

  @Override
  public @Nullable String finished(Scene scene) {
    boolean complete = scene.outcome instanceof Outcome.Completed && scene.plan.pace().serial();
    boolean missed = scene.seen.stream().anyMatch(agent -> agent.calls.isEmpty());
    boolean ordinary = scene.scenario.ordinary() && scene.plan.pace().patienceMs() == 0;
    return complete && ordinary && missed ? "an agent was never called in serial mode" : null;
  }
}
