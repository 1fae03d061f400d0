package dev.staircase.accounts;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Money as the store holds it: whole nano-USD, so that sums are exact.
final class Nanos {
  private static final int DIGITS = 9;

  /// Far above any answer or budget, and far enough below the range of a long for sums.
  static final double MOST_USD = 1e6;

  private Nanos() {}

  /// The nearest whole number of nano-USD.
  static long of(double usd) {
    if (!(usd >= 0 && usd <= MOST_USD)) {
      throw new IllegalArgumentException(
          "expected an amount of 0 to 1,000,000 USD, found %s".formatted(usd));
    }
    return BigDecimal.valueOf(usd)
        .movePointRight(DIGITS)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /// The amount in USD, exactly.
  static BigDecimal usd(long nanos) {
    return BigDecimal.valueOf(nanos, DIGITS);
  }
}
