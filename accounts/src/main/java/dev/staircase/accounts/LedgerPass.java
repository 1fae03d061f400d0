package dev.staircase.accounts;

import dev.staircase.core.chat.Usage;
import dev.staircase.server.gate.Claim;
import dev.staircase.server.gate.Pass;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leave for one answer, and what was set aside for it.
final class LedgerPass implements Pass {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerPass.class);

  private final Claim claim;
  private final Reservation reservation;
  private final boolean held;
  private final Books books;
  private final TokenTicket tokens;
  private final AtomicBoolean settled = new AtomicBoolean();

  /// @param held whether `reservation` is in the store
  LedgerPass(Claim claim, Reservation reservation, boolean held, Books books, TokenTicket tokens) {
    this.claim = claim;
    this.reservation = reservation;
    this.held = held;
    this.books = books;
    this.tokens = tokens;
  }

  @Override
  public void settle(Usage used, double usd) {
    if (settled.compareAndSet(false, true)) {
      books.settle(new Settlement(claim.request(), reservation, held, used, nanos(usd)));
      tokens.settle(used.promptTokens() + used.completionTokens());
    }
  }

  /// What can't be an amount is booked as what was set aside: nobody is let off for a defect.
  private long nanos(double usd) {
    try {
      return Nanos.of(usd);
    } catch (IllegalArgumentException e) {
      LOG.error("request {}: booked as it was reserved: {}", claim.request(), e.getMessage());
      return reservation.nanos();
    }
  }
}
