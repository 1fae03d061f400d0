package dev.staircase.accounts;

import dev.staircase.core.chat.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;

/// What a key took on one day (UTC): of answers that began then and are over.
///
/// @param key the key's public id
/// @param nanos nano-USD (10^-9 USD)
public record DayUsage(String key, LocalDate day, long requests, Usage used, long nanos) {
  public BigDecimal usd() {
    return Nanos.usd(nanos);
  }
}
