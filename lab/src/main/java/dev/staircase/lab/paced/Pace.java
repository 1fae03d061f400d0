package dev.staircase.lab.paced;

import java.util.Map;
import java.util.stream.Collectors;

/// How fast a paced model reads and writes, as a pure function of token counts.
///
/// Reading n tokens where d are cached takes `prefillBaseMs + n * (prefillMsPerToken +
/// prefillMsPerTokenAndDepth * (d + n/2))`; writing one token at depth d takes `itlMs +
/// itlMsPerDepth * d`. Cached tokens cost nothing.
///
/// @param prefillBaseMs time to the first token of a prompt that is cached
/// @param prefillMsPerToken time for each token that is not cached; 0 reads any prompt at once
/// @param prefillMsPerTokenAndDepth what a token costs more for each one before it
/// @param itlMs time between tokens
/// @param itlMsPerDepth what a written token costs more for each one before it
/// @param jitter share of the time between tokens by which each token may be early or late, 0 to 1;
///   lateness never adds up
/// @param slots how many requests are served at once; others wait in their order
public record Pace(
    double prefillBaseMs,
    double prefillMsPerToken,
    double prefillMsPerTokenAndDepth,
    double itlMs,
    double itlMsPerDepth,
    double jitter,
    int slots) {
  /// 50 ms to the first token whatever the prompt, then 20 ms a token, exactly.
  public static final Pace STEADY = new Pace(50, 0, 0, 20, 0, 0, 64);

  /// A llama.cpp server with a model of 5 million parameters on one thread, as measured (7 % off in
  /// sample).
  public static final Pace LLAMA_CPP = new Pace(10, 0.201, 0.000274, 1.95, 0.00145, 0, 4);

  private static final Map<String, Pace> PRESETS = Map.of("steady", STEADY, "llama-cpp", LLAMA_CPP);

  public Pace {
    check("prefill base", prefillBaseMs, 3_600_000);
    check("prefill time a token", prefillMsPerToken, 10_000);
    check("prefill time a token and depth", prefillMsPerTokenAndDepth, 1_000);
    check("inter-token latency", itlMs, 3_600_000);
    check("inter-token latency by depth", itlMsPerDepth, 1_000);
    check("jitter", jitter, 1);
    if (slots < 1 || slots > 100_000) {
      throw new IllegalArgumentException("slots must be 1 to 100000, found " + slots);
    }
  }

  /// A pace of `firstTokenMs` for a cached prompt, `prefillTokensPerS` for what is not cached,
  /// `itlMs` between tokens.
  static Pace of(double firstTokenMs, double prefillTokensPerS, double itlMs) {
    return new Pace(firstTokenMs, 1_000 / prefillTokensPerS, 0, itlMs, 0, 0.2, 16);
  }

  /// The preset called `name`.
  ///
  /// @throws IllegalArgumentException where there is none
  public static Pace preset(String name) {
    var pace = PRESETS.get(name);
    if (pace == null) {
      throw new IllegalArgumentException(
          "expected a preset (%s), found '%s'"
              .formatted(
                  PRESETS.keySet().stream().sorted().collect(Collectors.joining(", ")), name));
    }
    return pace;
  }

  /// When token `k`, from 0, is due after its request got a slot, without jitter.
  ///
  /// @param promptTokens tokens of the prompt, cached ones included
  /// @param cachedTokens those of them that are cached
  public double dueMs(int promptTokens, int cachedTokens, int k) {
    double fresh = promptTokens - cachedTokens;
    double prefill =
        prefillBaseMs
            + fresh * (prefillMsPerToken + prefillMsPerTokenAndDepth * (cachedTokens + fresh / 2));
    double depths = (double) k * promptTokens + (double) k * (k - 1) / 2;
    return prefill + k * itlMs + itlMsPerDepth * depths;
  }

  /// When token `k` is due with jitter; never before token k-1.
  ///
  /// @param seed decides the jitter of the whole answer
  double dueMs(int promptTokens, int cachedTokens, int k, long seed) {
    double step = itlMs + itlMsPerDepth * (promptTokens + k);
    double shift = k == 0 ? 0 : jitter * step * (Draw.share(seed, k) - 0.5);
    return dueMs(promptTokens, cachedTokens, k) + shift;
  }

  public Pace withPrefillBaseMs(double value) {
    return new Pace(
        value, prefillMsPerToken, prefillMsPerTokenAndDepth, itlMs, itlMsPerDepth, jitter, slots);
  }

  public Pace withItlMs(double value) {
    return new Pace(
        prefillBaseMs,
        prefillMsPerToken,
        prefillMsPerTokenAndDepth,
        value,
        itlMsPerDepth,
        jitter,
        slots);
  }

  /// This pace with another time to read a token, given as tokens a second.
  ///
  /// @param value more than 0
  public Pace withPrefillTokensPerS(double value) {
    return new Pace(
        prefillBaseMs,
        1_000 / value,
        prefillMsPerTokenAndDepth,
        itlMs,
        itlMsPerDepth,
        jitter,
        slots);
  }

  public Pace withJitter(double value) {
    return new Pace(
        prefillBaseMs,
        prefillMsPerToken,
        prefillMsPerTokenAndDepth,
        itlMs,
        itlMsPerDepth,
        value,
        slots);
  }

  public Pace withSlots(int value) {
    return new Pace(
        prefillBaseMs,
        prefillMsPerToken,
        prefillMsPerTokenAndDepth,
        itlMs,
        itlMsPerDepth,
        jitter,
        value);
  }

  /// This pace, `factor` times slower.
  Pace slower(double factor) {
    return new Pace(
        prefillBaseMs * factor,
        prefillMsPerToken * factor,
        prefillMsPerTokenAndDepth * factor,
        itlMs * factor,
        itlMsPerDepth * factor,
        jitter,
        slots);
  }

  private static void check(String what, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be 0 to %s, found %s".formatted(what, (long) most, value));
    }
  }
}
