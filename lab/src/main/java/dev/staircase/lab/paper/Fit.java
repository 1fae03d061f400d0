package dev.staircase.lab.paper;

import java.util.function.ToDoubleFunction;

/// The free parameters of those who are read, fitted to one figure alone: the paper's serial time
/// to first token. No answer at a pace of ours takes part in any fit.
///
/// @param tokenMs time between their tokens
/// @param tokens that each of them writes
public record Fit(double tokenMs, int tokens) {
  /// The slope of the paper's first-chunk sweep from end to end: (0.70 s - 0.42 s) / (32 - 4).
  static final double SWEEP_SLOPE_MS = 10;

  private static final double ONE_MS = 10;
  private static final double OTHER_MS = 20;

  /// Reading longer proposals takes a little longer too, so that the second look still moves a
  /// token or two.
  private static final int LOOKS = 3;

  /// Fits those who are read by a method.
  ///
  /// @param serial [Method#MAD] or [Method#MOA]
  /// @param ttftMs its time to first token with given parameters
  static Fit of(Proposals proposals, Method serial, ToDoubleFunction<Fit> ttftMs) {
    double target = serial.paper().ttftMs();
    return switch (proposals) {
      case EQUAL_LENGTH -> tokenTime(target, ttftMs);
      case FITTED_LENGTH ->
          length(serial == Method.MAD ? Cell.TOKEN_MS : SWEEP_SLOPE_MS, target, ttftMs);
    };
  }

  /// The time to first token grows evenly with the time of a token, so that two points give it.
  private static Fit tokenTime(double target, ToDoubleFunction<Fit> ttftMs) {
    double one = ttftMs.applyAsDouble(new Fit(ONE_MS, Method.TOKENS));
    double other = ttftMs.applyAsDouble(new Fit(OTHER_MS, Method.TOKENS));
    double share = (target - one) / (other - one);
    return new Fit(ONE_MS + share * (OTHER_MS - ONE_MS), Method.TOKENS);
  }

  private static Fit length(double tokenMs, double target, ToDoubleFunction<Fit> ttftMs) {
    Fit fit = new Fit(tokenMs, Method.TOKENS);
    for (int look = 0; look < LOOKS; look++) {
      long missing = Math.round((target - ttftMs.applyAsDouble(fit)) / tokenMs);
      fit = new Fit(tokenMs, fit.tokens + (int) missing);
    }
    return fit;
  }
}
