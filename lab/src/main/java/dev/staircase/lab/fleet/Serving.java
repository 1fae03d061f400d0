package dev.staircase.lab.fleet;

import java.util.Locale;

/// The servers of one model, all alike.
///
/// A replica reads one prompt at a time, in the order in which they come; cached tokens cost it
/// nothing. It writes all its running answers in one batch: each gets a token every `tokenMs +
/// tokenMsPerRunning * running` milliseconds, slower by `slowdown` while a prompt is read. A call
/// takes a slot, and room for its prompt and for all that it will write, from the beginning of its
/// reading to its end; while there is none it waits, first come, first served. Left out: calls that
/// are evicted in mid-answer, chunks of a prompt, and speculation.
///
/// @param name as in the configuration, `upstream/name`
/// @param readTokensPerS how fast prompts are read; [Double#POSITIVE_INFINITY] reads any at once
/// @param firstTokenMs from a prompt's end to the first token
/// @param slowdown share of its speed that writing loses while a prompt is read: 0 where prompts
///   are read elsewhere, 1 where nothing is written meanwhile
/// @param slots calls that a replica serves at once
/// @param kvTokens tokens that a replica has room for, the least recently used of which are
///   forgotten first
/// @param prefixCache whether they are kept for the next call with the same beginning
/// @param networkMs time to a replica and back, counted before the call begins
/// @param jitterMs the most by which that is longer, evenly spread
/// @param failures share of calls that break off, at a token drawn evenly from all of theirs
/// @param usdPerHour price of one replica
public record Serving(
    String name,
    int replicas,
    double readTokensPerS,
    double firstTokenMs,
    double tokenMs,
    double tokenMsPerRunning,
    double slowdown,
    int slots,
    int kvTokens,
    boolean prefixCache,
    Routing routing,
    double networkMs,
    double jitterMs,
    double failures,
    double usdPerHour) {
  private static final double HOUR_MS = 3_600_000;
  private static final int MOST = 1_000_000_000;

  /// Which replica a call goes to.
  public enum Routing {
    /// The one with the fewest calls, the first of several.
    LEAST_LOADED,
    /// That which had the last call of the same agent in the same answer, whose prompt it knows;
    /// the least loaded for the first call.
    SESSION
  }

  public Serving {
    within(name, "replicas", replicas, 1, 100_000);
    if (!(readTokensPerS > 0)) {
      throw new IllegalArgumentException(
          "%s: prefill tokens a second must be more than 0, found %s"
              .formatted(name, readTokensPerS));
    }
    within(name, "first token ms", firstTokenMs, 0, HOUR_MS);
    within(name, "token ms", tokenMs, 0, HOUR_MS);
    within(name, "token ms per running", tokenMsPerRunning, 0, HOUR_MS);
    within(name, "slowdown", slowdown, 0, 1);
    within(name, "slots", slots, 1, 100_000);
    within(name, "kv tokens", kvTokens, 1, MOST);
    within(name, "network ms", networkMs, 0, HOUR_MS);
    within(name, "jitter ms", jitterMs, 0, HOUR_MS);
    within(name, "failures", failures, 0, 1);
    within(name, "usd per hour", usdPerHour, 0, MOST);
  }

  /// The same servers, more or fewer of them.
  public Serving withReplicas(int value) {
    return as(name, value);
  }

  /// Such servers of another model.
  public Serving as(String model, int number) {
    return new Serving(
        model,
        number,
        readTokensPerS,
        firstTokenMs,
        tokenMs,
        tokenMsPerRunning,
        slowdown,
        slots,
        kvTokens,
        prefixCache,
        routing,
        networkMs,
        jitterMs,
        failures,
        usdPerHour);
  }

  private static void within(String name, String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s must be %.0f to %.0f, found %s",
              name,
              what,
              least,
              most,
              value));
    }
  }
}
