package dev.staircase.runtime.speed;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Tokens;
import dev.staircase.runtime.answer.Witness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Times the calls of one answer. Calls that only warm a cache are left out: they say nothing of
/// what a writer waits for.
final class Watch implements Witness {
  private static final double MICROS = 1_000;
  private static final int CHARS_PER_TOKEN = 4;

  /// Fewer tokens than this say nothing of the time between them.
  private static final int FEWEST_TOKENS = 4;

  private final Function<String, @Nullable Meter> meters;
  private final Map<Integer, Timing> open = new HashMap<>();

  Watch(Function<String, @Nullable Meter> meters) {
    this.meters = meters;
  }

  private static final class Timing {
    final Effect.Call call;
    final long openedMicros;
    long firstMicros = -1;
    long lastMicros;
    int tokensAfterFirst;
    @Nullable Usage usage;

    Timing(Effect.Call call, long openedMicros) {
      this.call = call;
      this.openedMicros = openedMicros;
    }

    void heard(long atMicros, String text) {
      if (firstMicros < 0) {
        firstMicros = atMicros;
      } else {
        tokensAfterFirst += Tokens.in(text);
      }
      lastMicros = atMicros;
    }

    /// Tokens of the prompt that had to be read; where the upstream doesn't tell, all of them.
    double fresh() {
      if (usage != null) {
        return usage.promptTokens() - usage.cachedTokens();
      }
      long chars =
          call.request().messages().stream().mapToLong(message -> message.content().length()).sum();
      return (double) chars / CHARS_PER_TOKEN;
    }
  }

  @Override
  public void event(long atMicros, Event event) {
    switch (event) {
      case Event.Delta(int call, String text) -> {
        Timing timing = open.get(call);
        if (timing != null && !text.isEmpty()) {
          timing.heard(atMicros, text);
        }
      }
      case Event.Counted(int call, Usage usage) -> usage(call, usage);
      case Event.Ended(int call, var finish) -> over(call);
      case Event.Failed(int call, var error) -> over(call);
      case Event.ToolCalls tools -> {}
      case Event.Started started -> {}
      case Event.Deadline deadline -> {}
      case Event.ClientGone gone -> {}
    }
  }

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Call call -> {
          if (call.purpose() != Purpose.WARM) {
            open.put(call.call(), new Timing(call, atMicros));
          }
        }
        case Effect.Abort(int call) -> over(call);
        case Effect.Emit emit -> {}
        case Effect.EmitToolCalls tools -> {}
        case Effect.Arm arm -> {}
        case Effect.Note note -> {}
        case Effect.Done done -> {}
      }
    }
  }

  @Override
  public void usage(int call, Usage usage) {
    Timing timing = open.get(call);
    if (timing != null) {
      timing.usage = usage;
    }
  }

  private void over(int call) {
    Timing timing = open.remove(call);
    if (timing == null || timing.firstMicros < 0) {
      return;
    }
    Meter meter = meters.apply(timing.call.request().model());
    if (meter == null) {
      return;
    }
    meter.read(timing.fresh(), (timing.firstMicros - timing.openedMicros) / MICROS);
    if (timing.tokensAfterFirst >= FEWEST_TOKENS) {
      double ms = (timing.lastMicros - timing.firstMicros) / MICROS;
      meter.wrote(timing.tokensAfterFirst, ms);
    }
    Usage usage = timing.usage;
    if (timing.call.step() > 1 && usage != null && usage.promptTokens() > 0) {
      meter.reused((double) usage.cachedTokens() / usage.promptTokens());
    }
  }
}
