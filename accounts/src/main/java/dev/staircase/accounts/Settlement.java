package dev.staircase.accounts;

import dev.staircase.core.chat.Usage;
import java.sql.SQLException;
import java.time.Instant;

/// What is to be booked for one answer that is over; may be tried again until it has worked.
final class Settlement {
  private final String request;
  private final Reservation reservation;
  private final Usage used;
  private final long nanos;

  /// Whether the reservation is in the store: without it a second try couldn't tell that the first
  /// one worked.
  private volatile boolean held;

  /// @param request the request's id, for the log
  /// @param held whether `reservation` was made; if not, it is made first
  Settlement(String request, Reservation reservation, boolean held, Usage used, long nanos) {
    this.request = request;
    this.reservation = reservation;
    this.held = held;
    this.used = used;
    this.nanos = nanos;
  }

  /// Books it, once however often it is called. Blocks.
  void book(Ledger ledger, Instant expires) throws SQLException {
    if (!held) {
      ledger.hold(reservation, expires);
      held = true;
    }
    ledger.settle(reservation, used, nanos);
  }

  String reservationId() {
    return reservation.id();
  }

  /// All that is needed to book it by hand.
  @Override
  public String toString() {
    return "request %s: %s, %s, %s USD"
        .formatted(request, reservation, used, Nanos.usd(nanos).toPlainString());
  }
}
