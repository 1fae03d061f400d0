package dev.staircase.lab.sim;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// No cap is passed by a call more, and once one is passed the answer is over, in the way that was
/// set.
///
/// It keeps an account of its own for each call: estimates, until an upstream has counted.
final class CapsHold implements Checker {
  private static final double ROUNDING = 1e-9;

  private final List<Usage> used = new ArrayList<>();
  private final List<Boolean> counted = new ArrayList<>();
  private final List<Effect.Call> calls = new ArrayList<>();

  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    Caps caps = scene.plan.caps();
    if (caps.equals(Caps.NONE)) {
      return null;
    }
    if (effect instanceof Effect.Call call) {
      calls.add(call);
      counted.add(false);
      used.add(new Usage(Counts.prompt(call.request()), 0, 0));
      long prompts = used.stream().mapToLong(Usage::promptTokens).sum();
      if (caps.calls() > 0 && calls.size() > caps.calls()) {
        return "call %d of at most %d".formatted(calls.size(), caps.calls());
      }
      return caps.promptTokens() > 0 && prompts > caps.promptTokens()
          ? "%d prompt tokens of at most %d".formatted(prompts, caps.promptTokens())
          : null;
    }
    return effect instanceof Effect.Done(Outcome outcome) ? done(scene, caps, outcome) : null;
  }

  @Override
  public @Nullable String settled(Scene scene) {
    Caps caps = scene.plan.caps();
    if (caps.equals(Caps.NONE) || scene.outcome != null) {
      return null;
    }
    take(scene);
    long completion = used.stream().mapToLong(Usage::completionTokens).sum();
    if (caps.completionTokens() > 0 && completion > caps.completionTokens()) {
      return "%d completion tokens of at most %d, and it goes on"
          .formatted(completion, caps.completionTokens());
    }
    if (caps.usd() > 0 && usd(scene) > caps.usd() + ROUNDING) {
      return "%s USD of at most %s, and it goes on".formatted(usd(scene), caps.usd());
    }
    return caps.wallMs() > 0 && scene.nowMicros > 1_000 * caps.wallMs()
        ? "%d us of at most %d ms, and it goes on".formatted(scene.nowMicros, caps.wallMs())
        : null;
  }

  private void take(Scene scene) {
    if (scene.event instanceof Event.Counted(int call, Usage usage) && call < used.size()) {
      counted.set(call, true);
      used.set(call, usage);
    } else if (scene.event instanceof Event.Delta(int call, String text) && scene.about != null) {
      add(call, text);
    } else if (scene.event instanceof Event.ToolCalls(int call, String json)
        && scene.about != null) {
      add(call, json);
    }
  }

  private void add(int call, String text) {
    if (!counted.get(call)) {
      used.set(call, used.get(call).plus(new Usage(0, 0, Tokens.in(text))));
    }
  }

  private double usd(Scene scene) {
    double usd = 0;
    for (int i = 0; i < used.size(); i++) {
      usd += scene.seatOf(calls.get(i)).price().usd(used.get(i));
    }
    return usd;
  }

  /// The answer at a cap: what the answerer has written, as if by a token limit, or a failure.
  private static @Nullable String done(Scene scene, Caps caps, Outcome outcome) {
    if (!scene.seen.get(scene.answerer()).capped() || scene.clientGone) {
      return null;
    }
    boolean asSet =
        switch (outcome) {
          case Outcome.Completed(Finish finish) ->
              finish == Finish.LENGTH && caps.atCap() == Caps.AtCap.FINISH;
          case Outcome.Failed(CallError error) ->
              error.kind() == CallError.Kind.CAP
                  && (caps.atCap() == Caps.AtCap.FAIL || scene.client.toString().isBlank());
          case Outcome.Cancelled() -> false;
        };
    return asSet ? null : "at a cap of %s the answer ended as %s".formatted(caps, outcome);
  }
}
