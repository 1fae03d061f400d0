package dev.staircase.accounts;

import java.math.BigDecimal;

/// What a key may spend.
///
/// @param nanos nano-USD (10^-9 USD)
public record Budget(long nanos, Period period) {
  public Budget {
    if (nanos < 0) {
      throw new IllegalArgumentException(
          "expected a budget of 0 or more, found %d nano-USD".formatted(nanos));
    }
  }

  public static Budget of(double usd, Period period) {
    return new Budget(Nanos.of(usd), period);
  }

  public BigDecimal usd() {
    return Nanos.usd(nanos);
  }
}
