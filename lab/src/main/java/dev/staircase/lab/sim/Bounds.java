package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Limits;
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
      case Effect.Call call -> call(scene, call);
      case Effect.Arm(int timer, long delayMs) -> {
        long most = 0;
        for (int i = 0; i < scene.seen.size(); i++) {
          most +=
              (long) (scene.seen.get(i).calls.size() + 1)
                  * (RENEWALS * scene.agent(i).reads().size() + 1);
        }
        yield delayMs != scene.plan.pace().patienceMs()
            ? "a timer of %d ms".formatted(delayMs)
            : scene.timers >= most
                ? "%d timers for %d calls".formatted(scene.timers, scene.calls)
                : null;
      }
      case Effect.EmitToolCalls tools -> null;
      case Effect.Emit(String text) -> text.isEmpty() ? "an empty text for the client" : null;
      case Effect.Abort abort -> null;
      case Effect.Note note -> null;
      case Effect.Done done -> null;
    };
  }

  private static @Nullable String call(Scene scene, Effect.Call call) {
    Limits limits = scene.plan.limits();
    Agent agent = scene.agent(call.agent());
    int again =
        limits.resumes() + limits.reasks() + Math.min(1, scene.seen.get(call.agent()).turnedAway);
    long repeated =
        scene.seen.get(call.agent()).calls.stream()
            .filter(other -> other.step() == call.step())
            .count();
    if (call.step() < 1 || call.step() > limits.steps()) {
      return "step %d of at most %d".formatted(call.step(), limits.steps());
    }
    if (scene.seen.get(call.agent()).calls.size() >= limits.steps() + again) {
      return "agent %d makes more calls than its steps, resumes and re-asks allow"
          .formatted(call.agent());
    }
    if (repeated > again) {
      return "agent %d makes call %d of step %d".formatted(call.agent(), repeated + 1, call.step());
    }
    int asked = call.request().maxTokens();
    if (agent.maxTokens() > 0 && (asked == 0 || asked > agent.maxTokens())) {
      return "asks for %d tokens of at most %d".formatted(asked, agent.maxTokens());
    }
    int written = scene.shown().written().length();
    return written > limits.chars()
        ? "%d characters written of at most %d".formatted(written, limits.chars())
        : null;
  }
}
