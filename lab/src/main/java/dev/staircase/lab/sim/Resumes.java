package dev.staircase.lab.sim;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// A text that broke off is gone on with on the same model only by an agent that reads others or
/// answers, as often as the limits say, and not after a time limit where another model is left. A
/// refused continuation is asked in a new turn, once for each model. Where a hedge broke off, the
/// agent's own model hasn't failed and is asked again.
final class Resumes implements Checker {
  private int[] resumes = {};
  private int[] refusals = {};
  private int[] seats = {};

  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Note(int agent, Effect.What what, String detail))
        || what != Effect.What.RESUMED) {
      return null;
    }
    Seen seen = scene.seen.get(agent);
    Seen.Failure failure = seen.failure;
    if (failure == null) {
      return "agent %d goes on although its call has not failed".formatted(agent);
    }
    begin(scene, agent, seen.seat);
    boolean reads = !scene.agent(agent).reads().isEmpty() || agent == scene.answerer();
    if (reads && failure.spoke() && failure.call().purpose() == Effect.Purpose.HEDGE) {
      return null;
    }
    if (failure.refused()) {
      return ++refusals[agent] > 1 ? "agent %d is refused twice".formatted(agent) : null;
    }
    CallError error = failure.error();
    boolean further = seen.seat < scene.agent(agent).seats().size() - 1;
    boolean timedOut = error.kind() == CallError.Kind.LIMIT && error.status() == 0;
    if (!reads || error.kind() == CallError.Kind.OURS || (timedOut && further)) {
      return "agent %d goes on with its model %d after %s".formatted(agent, seen.seat, error);
    }
    return ++resumes[agent] > scene.plan.limits().resumes()
        ? "agent %d goes on with its model %d for the %d. time"
            .formatted(agent, seen.seat, resumes[agent])
        : null;
  }

  private void begin(Scene scene, int agent, int seat) {
    if (resumes.length == 0) {
      resumes = new int[scene.seen.size()];
      refusals = new int[scene.seen.size()];
      seats = new int[scene.seen.size()];
    }
    if (seats[agent] != seat) {
      seats[agent] = seat;
      resumes[agent] = 0;
      refusals[agent] = 0;
    }
  }
}
