package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Every step shows new text, or one proposal fewer is waited for: silence never buys a call.
final class NewsInEveryStep implements Checker {
  private final TreeMap<Integer, Long> goneAtStep = new TreeMap<>();

  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call)
        || call.purpose() != Effect.Purpose.WRITE
        || scene.agent(call.agent()).reads().isEmpty()) {
      return null;
    }
    Seen seen = scene.seen.get(call.agent());
    long gone =
        (scene.agreed < 0 ? 0 : 1)
            + scene.agent(call.agent()).reads().stream()
                .flatMap(source -> scene.seen.get(source).notes.stream())
                .filter(what -> what == Effect.What.DROPPED || what == Effect.What.LATE)
                .count();
    int step = seen.calls.isEmpty() ? 0 : seen.calls.getLast().step();
    if (call.step() == step) {
      return null;
    }
    if (call.step() != step + 1) {
      return "agent %d goes from step %d to step %d".formatted(call.agent(), step, call.step());
    }
    Long before = goneAtStep.put(call.agent(), gone);
    if (step == 0 || before == null) {
      return null;
    }
    Shown now = scene.shown();
    Shown then = seen.prompts.getLast();
    boolean news =
        gone > before
            || !now.proposals().equals(then.proposals())
            || now.over().size() > then.over().size();
    return news
        ? null
        : "step %d of agent %d shows nothing new".formatted(call.step(), call.agent());
  }
}
