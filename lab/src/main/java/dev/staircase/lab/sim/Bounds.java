package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.topology.Agent;
import org.jspecify.annotations.Nullable;

/// Every limit holds: steps, calls, characters, tokens asked for, timers. An upstream that refuses
/// to continue a text costs one call more, once.
final class Bounds implements Checker {
  /// A proposal that goes on slowly is given this many patiences for one chunk.
  private static final int RENEWALS = 4;

  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    return switch (effect) {
      case Effect.Call call ->
          call.purpose() == Effect.Purpose.WRITE ? call(scene, call) : tokens(scene, call);
      case Effect.Arm arm -> timers(scene);
      case Effect.EmitToolCalls tools -> null;
      case Effect.Emit(String text) -> text.isEmpty() ? "an empty text for the client" : null;
      case Effect.Abort abort -> null;
      case Effect.Note note -> null;
      case Effect.Done done -> null;
    };
  }

  /// One for each patience, hedge and retry, and one for the whole answer.
  private static @Nullable String timers(Scene scene) {
    long most = 1;
    for (int i = 0; i < scene.seen.size(); i++) {
      Seen seen = scene.seen.get(i);
      most +=
          (long) (seen.calls.size() + 1) * (RENEWALS * scene.agent(i).reads().size() + 2)
              + seen.count(Effect.What.RETRIED);
    }
    return scene.timers >= most
        ? "%d timers for %d calls".formatted(scene.timers, scene.calls)
        : null;
  }

  private static @Nullable String call(Scene scene, Effect.Call call) {
    Limits limits = scene.plan.limits();
    Seen seen = scene.seen.get(call.agent());
    int again = again(scene, seen, scene.agent(call.agent()));
    long repeated = seen.calls.stream().filter(other -> other.step() == call.step()).count();
    if (call.step() < 1 || call.step() > limits.steps()) {
      return "step %d of at most %d".formatted(call.step(), limits.steps());
    }
    if (seen.calls.size() >= limits.steps() + again) {
      return "agent %d makes more calls than its steps, retries, resumes and re-asks allow"
          .formatted(call.agent());
    }
    if (repeated > again) {
      return "agent %d makes call %d of step %d".formatted(call.agent(), repeated + 1, call.step());
    }
    int written = scene.shown().written().length();
    return written > limits.chars()
        ? "%d characters written of at most %d".formatted(written, limits.chars())
        : tokens(scene, call);
  }

  /// How many calls an agent may make beyond its steps.
  private static int again(Scene scene, Seen seen, Agent agent) {
    Limits limits = scene.plan.limits();
    Recovery recovery = scene.plan.recovery();
    int ofOneSeat = 1 + limits.resumes() + Math.min(recovery.budget(), recovery.retries());
    return agent.seats().size() * ofOneSeat
        - 1
        + limits.reasks()
        + seen.count(Effect.What.HEDGED)
        + Math.min(agent.seats().size(), seen.turnedAway);
  }

  private static @Nullable String tokens(Scene scene, Effect.Call call) {
    int most = scene.agent(call.agent()).maxTokens();
    int asked = call.request().maxTokens();
    return most > 0 && (asked == 0 || asked > most)
        ? "asks for %d tokens of at most %d".formatted(asked, most)
        : null;
  }
}
