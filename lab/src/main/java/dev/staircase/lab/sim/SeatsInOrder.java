package dev.staircase.lab.sim;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Seat;
import org.jspecify.annotations.Nullable;

/// An agent speaks through its models in their order: it turns to the next one only when the one
/// before has failed, never back, and is given up only on the last. Each is asked in a way it can
/// be.
final class SeatsInOrder implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    return switch (effect) {
      case Effect.Call call -> call(scene, call);
      case Effect.Note(int agent, Effect.What what, String detail) ->
          what == Effect.What.FELL_BACK && scene.seen.get(agent).failure == null
              ? "agent %d falls back although no call of it has failed".formatted(agent)
              : what == Effect.What.DROPPED ? givenUp(scene, agent) : null;
      case Effect.Done(Outcome outcome) ->
          outcome instanceof Outcome.Failed ? givenUp(scene, scene.answerer()) : null;
      case Effect.Abort abort -> null;
      case Effect.Emit emit -> null;
      case Effect.EmitToolCalls tools -> null;
      case Effect.Arm arm -> null;
    };
  }

  private static @Nullable String call(Scene scene, Effect.Call call) {
    Agent agent = scene.agent(call.agent());
    Seen seen = scene.seen.get(call.agent());
    boolean hedges = call.purpose() == Effect.Purpose.HEDGE;
    int seat = scene.seat(call);
    Seat asked = hedges ? agent.hedge() : seat < 0 ? null : agent.seats().get(seat);
    if (asked == null || !asked.model().equals(call.request().model())) {
      return "agent %d asks %s, which is none of its models"
          .formatted(call.agent(), call.request().model());
    }
    Continuation way = call.request().continuation();
    if (way != asked.continuation() && way != Continuation.NEW_TURN) {
      return "%s is asked to continue by %s".formatted(asked.model(), way);
    }
    if (hedges) {
      return null;
    }
    int now = seen.seat + (seen.fellBack ? 1 : 0);
    return seat != now
        ? "agent %d asks its model %d when it is the turn of model %d"
            .formatted(call.agent(), seat, now)
        : null;
  }

  /// Whether an agent is given up although another of its models has not been asked.
  private static @Nullable String givenUp(Scene scene, int agent) {
    Seen seen = scene.seen.get(agent);
    Seen.Failure failure = seen.failure;
    boolean over = scene.clientGone || scene.seen.stream().anyMatch(Seen::capped);
    boolean further = seen.seat < scene.agent(agent).seats().size() - 1;
    return failure != null && further && !failure.tools() && !failure.inOnePiece() && !over
        ? "agent %d is given up on its model %d after %s"
            .formatted(agent, seen.seat, failure.error())
        : null;
  }
}
