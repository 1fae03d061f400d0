package dev.staircase.lab.sim;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Recovery;
import org.jspecify.annotations.Nullable;

/// A call is made again only if it failed before its first token with an error that may pass, as
/// often as allowed, not before its wait is over, and within the budget that hedges share.
final class Retries implements Checker {
  private static final long MICROS = 1_000;

  private int[] retries = {};
  private int[] seats = {};
  private long[] earliestMicros = {};
  private int extra;

  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (effect instanceof Effect.Call call && call.purpose() == Effect.Purpose.WRITE) {
      return call(scene, call);
    }
    if (effect instanceof Effect.Note(int agent, Effect.What what, String detail)) {
      boolean retried = what == Effect.What.RETRIED;
      extra += retried || what == Effect.What.HEDGED ? 1 : 0;
      if (extra > scene.plan.recovery().budget()) {
        return "%d retries and hedges, the budget is %d"
            .formatted(extra, scene.plan.recovery().budget());
      }
      return retried ? retried(scene, agent) : null;
    }
    return null;
  }

  private @Nullable String retried(Scene scene, int agent) {
    begin(scene);
    Recovery recovery = scene.plan.recovery();
    Seen seen = scene.seen.get(agent);
    Seen.Failure failure = seen.failure;
    if (failure == null) {
      return "agent %d makes a call again that has not failed".formatted(agent);
    }
    if (failure.spoke() || !mayPass(failure.error())) {
      return "agent %d makes a call again that failed with %s, %s"
          .formatted(agent, failure.error(), failure.spoke() ? "after text" : "for good");
    }
    if (seats[agent] != seen.seat) {
      seats[agent] = seen.seat;
      retries[agent] = 0;
    }
    boolean timedOut = timedOut(failure.error());
    boolean further = seen.seat < scene.agent(agent).seats().size() - 1;
    int most = timedOut ? Math.min(1, recovery.retries()) : recovery.retries();
    if (++retries[agent] > most || (timedOut && further)) {
      return "agent %d makes a call for the %d. time again after %s"
          .formatted(agent, retries[agent], failure.error());
    }
    if (failure.error().retryAfterMs() > recovery.longestWaitMs()) {
      return "agent %d waits longer than %d ms".formatted(agent, recovery.longestWaitMs());
    }
    long backoff = recovery.backoffMs() << (retries[agent] - 1);
    long wait = Math.max(backoff, failure.error().retryAfterMs());
    earliestMicros[agent] = failure.atMicros() + MICROS * wait;
    return null;
  }

  private @Nullable String call(Scene scene, Effect.Call call) {
    begin(scene);
    int agent = call.agent();
    boolean early = scene.nowMicros < earliestMicros[agent];
    return early && scene.seat(call) == scene.seen.get(agent).seat
        ? "call %d comes %d us before its wait is over"
            .formatted(call.call(), earliestMicros[agent] - scene.nowMicros)
        : null;
  }

  @Override
  public @Nullable String settled(Scene scene) {
    Scene.Open about = scene.about;
    boolean came = about != null && (about.spoke || scene.event instanceof Event.Ended);
    if (about != null && came && about.writes() && retries.length > 0) {
      retries[about.call.agent()] = 0;
    }
    return null;
  }

  private void begin(Scene scene) {
    if (retries.length == 0) {
      retries = new int[scene.seen.size()];
      seats = new int[scene.seen.size()];
      earliestMicros = new long[scene.seen.size()];
    }
  }

  private static boolean timedOut(CallError error) {
    return error.kind() == CallError.Kind.LIMIT && error.status() == 0;
  }

  private static boolean mayPass(CallError error) {
    return switch (error.kind()) {
      case NETWORK, THEIRS, LIMIT -> true;
      case OURS, CAP, CANCELLED -> false;
    };
  }
}
