package dev.staircase.runtime.config;

import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Recovery;
import org.jspecify.annotations.Nullable;

/// Reads what an answer may take, and what is done when calls fail or are late.
final class BoundsReader {
  /// What caps an answer where nothing is written: more than an answer of many agents takes.
  static final Caps USUAL_CAPS = new Caps(1_000, 0, 0, 0, 900_000, Caps.AtCap.FINISH);

  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 86_400_000;

  private BoundsReader() {}

  static Limits limits(@Nullable Cursor limits) {
    Limits usual = Limits.DEFAULT;
    return limits == null
        ? usual
        : new Limits(
            limits.integer("steps", usual.steps()),
            limits.integer("chars", usual.chars()),
            limits.integer("resumes", usual.resumes()),
            limits.integer("reasks", usual.reasks()));
  }

  /// @param retries a number, or a map; null for what is usual
  /// @param hedge a map, `none` or null
  static Recovery recovery(@Nullable Cursor retries, @Nullable Cursor hedge) {
    Recovery usual = Recovery.DEFAULT;
    long hedgeMs =
        hedge == null ? usual.hedgeMs() : hedge.durationMs("after", usual.hedgeMs(), 1, HOUR_MS);
    if (retries == null) {
      return new Recovery(
          usual.retries(), usual.backoffMs(), usual.longestWaitMs(), usual.budget(), hedgeMs);
    }
    return new Recovery(
        retries.isMap() ? retries.integer("most", usual.retries()) : retries.node().json().asInt(),
        retries.durationMs("backoff", usual.backoffMs(), 0, HOUR_MS),
        retries.durationMs("longest-wait", usual.longestWaitMs(), 0, HOUR_MS),
        retries.integer("budget", usual.budget()),
        hedgeMs);
  }

  static Caps caps(@Nullable Cursor caps) {
    Caps usual = USUAL_CAPS;
    return caps == null
        ? usual
        : new Caps(
            (int) whole(caps, "calls", usual.calls()),
            whole(caps, "prompt-tokens", usual.promptTokens()),
            whole(caps, "completion-tokens", usual.completionTokens()),
            amount(caps, "usd", usual.usd()),
            time(caps, usual.wallMs()),
            WireNames.read(Caps.AtCap.class, caps.text("at-cap", WireNames.of(usual.atCap()))));
  }

  private static long whole(Cursor caps, String key, long otherwise) {
    return (long) amount(caps, key, (double) otherwise);
  }

  private static double amount(Cursor caps, String key, double otherwise) {
    Cursor written = caps.get(key);
    if (written == null) {
      return otherwise;
    }
    return written.text().equals("none") ? 0 : written.node().json().asDouble();
  }

  private static long time(Cursor caps, long otherwise) {
    Cursor written = caps.get("time");
    return written != null && (written.text().equals("none") || written.text().equals("0"))
        ? 0
        : caps.durationMs("time", otherwise, 0, DAY_MS);
  }
}
