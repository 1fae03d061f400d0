package dev.staircase.accounts;

import dev.staircase.server.gate.RefusedException;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ledger without waiting: keeps the leases of answers under way, and tries to book until it
/// has worked.
///
/// Settlements wait for a store that is away, 100,000 at most; one more is written to the log, with
/// all that is needed to book it by hand. What waits is lost with the process: it, too, is written
/// to the log when the server is stopped.
final class Books {
  static final Duration LEASE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Books.class);
  private static final int MOST_UNBOOKED = 100_000;
  private static final Duration RENEWAL = LEASE.dividedBy(3);
  private static final Duration SWEEP = Duration.ofHours(1);

  /// How long after the last sign of life of its server an answer may still be settled.
  private static final Duration LATEST = Duration.ofDays(1);

  private final Ledger ledger;
  private final Remote store;
  private final InstantSource clock;
  private final Set<String> alive = ConcurrentHashMap.newKeySet();
  private final Queue<Settlement> unbooked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger booking = new AtomicInteger();
  private final Set<Future<?>> attempts = ConcurrentHashMap.newKeySet();
  private volatile Instant renewed;
  private volatile Instant swept = Instant.EPOCH;

  Books(Ledger ledger, Remote store, InstantSource clock) {
    this.ledger = ledger;
    this.store = store;
    this.clock = clock;
    this.renewed = clock.instant();
  }

  /// As [Ledger#reserve]; fails with [AwayException].
  Future<Optional<RefusedException>> reserve(Reservation wanted) {
    return store.ask(() -> {
      Instant now = clock.instant();
      return ledger.reserve(wanted, now, now.plus(LEASE));
    });
  }

  /// Keeps a reservation's lease until it is settled.
  void begin(Reservation reservation) {
    alive.add(reservation.id());
  }

  /// Books a settlement now, or as soon as the store is there. Never throws.
  void settle(Settlement settlement) {
    if (booking.incrementAndGet() > MOST_UNBOOKED) {
      booking.decrementAndGet();
      alive.remove(settlement.reservationId());
      LOG.error("not booked, since too many wait for the store: {}", settlement);
      return;
    }
    attempt(settlement);
  }

  /// Books what waits, renews leases, sweeps: whatever is due. To be called every second or so.
  Future<Void> beat() {
    if (!store.health().up()) {
      return Future.succeededFuture();
    }
    List<Future<?>> due = new ArrayList<>();
    for (int i = unbooked.size(); i > 0; i--) {
      Settlement settlement = unbooked.poll();
      if (settlement != null) {
        due.add(attempt(settlement));
      }
    }
    Instant now = clock.instant();
    if (!now.isBefore(renewed.plus(RENEWAL)) && !alive.isEmpty()) {
      List<String> ids = List.copyOf(alive);
      due.add(store.ask(() -> renew(ids)));
    }
    if (!now.isBefore(swept.plus(SWEEP))) {
      swept = now;
      due.add(store.ask(() -> sweep(now)));
    }
    return Future.join(due).otherwiseEmpty().mapEmpty();
  }

  /// Waits for what is being booked, tries once more what waits, and tells the log what couldn't be
  /// booked.
  Future<Void> close() {
    return Future.join(List.copyOf(attempts))
        .transform(done -> beat())
        .onComplete(done -> unbooked.forEach(lost -> LOG.error("not booked: {}", lost)));
  }

  /// How many answers are not booked: those under way, and those that are over but wait.
  int open() {
    return alive.size();
  }

  private Future<Boolean> attempt(Settlement settlement) {
    Future<Boolean> attempt =
        store.ask(() -> {
          settlement.book(ledger, clock.instant().plus(LEASE));
          return true;
        });
    attempts.add(attempt);
    return attempt.onComplete(done -> {
      if (done.succeeded()) {
        alive.remove(settlement.reservationId());
        booking.decrementAndGet();
      } else {
        unbooked.add(settlement);
      }
      attempts.remove(attempt);
    });
  }

  private boolean renew(List<String> ids) throws SQLException {
    ledger.renew(ids, clock.instant().plus(LEASE));
    renewed = clock.instant();
    return true;
  }

  private boolean sweep(Instant now) throws SQLException {
    ledger.sweep(now.minus(LATEST));
    return true;
  }
}
