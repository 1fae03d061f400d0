package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import org.jspecify.annotations.Nullable;

/// The answerer's calls of tools reach the client at once and as they came, nobody else's do; a
/// call that has begun to call tools is heard to its end, and is the answer's last.
final class ToolsPass implements Checker {
  private int due;
  private int calling = -1;

  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    return switch (effect) {
      case Effect.EmitToolCalls(String json) -> {
        due++;
        yield mayPass(scene)
                && scene.event instanceof Event.ToolCalls(int call, String came)
                && came.equals(json)
            ? null
            : "tools are called that the answerer doesn't call: " + json;
      }
      case Effect.Call call ->
          calling >= 0 && call.agent() == scene.answerer()
              ? "call %d follows on a call of tools".formatted(call.call())
              : null;
      case Effect.Done(Outcome outcome) -> {
        boolean early = calling >= 0 && scene.open.containsKey(calling);
        yield early && outcome instanceof Outcome.Completed && !ended(scene)
            ? "the answer is over within a call of tools"
            : null;
      }
      case Effect.Abort(int call) -> {
        boolean over = scene.clientGone || ended(scene);
        yield call == calling && !over
            ? "call %d is closed while it calls tools".formatted(call)
            : null;
      }
      case Effect.Emit emit -> null;
      case Effect.Arm arm -> null;
      case Effect.Note note -> null;
    };
  }

  /// Whether a cap, a limit of length or a stop sequence has ended the answer.
  private static boolean ended(Scene scene) {
    Seen seen = scene.seen.get(scene.answerer());
    return seen.capped()
        || seen.noted(Effect.What.LIMITED)
        || !scene.agent(scene.answerer()).sampling().stop().isEmpty();
  }

  @Override
  public @Nullable String settled(Scene scene) {
    boolean came = scene.event instanceof Event.ToolCalls && mayPass(scene);
    int passed = due;
    due = 0;
    if (came && passed == 0 && scene.outcome == null) {
      return "a call of tools was not passed on";
    }
    if (came && scene.about != null) {
      calling = scene.about.call.call();
    }
    return passed > 1 ? "a call of tools was passed on %d times".formatted(passed) : null;
  }

  private static boolean mayPass(Scene scene) {
    return scene.about != null
        && scene.about.call.agent() == scene.answerer()
        && scene.about.writes();
  }
}
