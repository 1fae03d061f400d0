package dev.staircase.accounts;

import dev.staircase.core.chat.Usage;
import dev.staircase.server.gate.RefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sets money aside and books it: each method is one short transaction, its calls block.
///
/// **No lost update.** [#reserve] first writes the key's row, which locks it in PostgreSQL (the
/// whole database in SQLite) until the transaction ends. Reservations of one key are therefore
/// decided one after the other, and each sees those before it. Spent and reserved money are read in
/// one statement, so that an answer that is being settled is never seen as neither.
///
/// **Leases.** A reservation counts until its lease expires, and is renewed while its server lives.
/// What a crashed server had set aside is free again when its leases have run out. The servers'
/// clocks should agree to a few seconds.
final class Ledger {
  /// `name` stays what it is: the row is written for its lock.
  private static final String LOCK =
      """
      update api_key set name = name where id = ? and revoked_ms is null
      returning answers, budget_period, budget_nanos
      """;

  private static final String STANDING =
      """
      select
        (select count(*) from reservation where key_id = ? and expires_ms > ?) as answers,
        (select coalesce(sum(nanos), 0) from reservation
          where key_id = ? and expires_ms > ? and day between ? and ?) as reserved,
        (select coalesce(sum(nanos), 0) from usage_day
          where key_id = ? and day between ? and ?) as spent
      """;

  private static final String HOLD =
      """
      insert into reservation (id, key_id, day, nanos, expires_ms) values (?, ?, ?, ?, ?)
      on conflict (id) do nothing
      """;

  private final Database database;

  Ledger(Database database) {
    this.database = database;
  }

  /// Sets `wanted` aside if the key's limits allow it.
  ///
  /// @return why not; empty if it is set aside
  Optional<RefusedException> reserve(Reservation wanted, Instant now, Instant expires)
      throws SQLException {
    return database.transact(connection -> {
      Terms terms = lock(connection, wanted.key());
      if (terms == null) {
        return Optional.of(Refusals.noKey());
      }
      Optional<RefusedException> refusal = check(connection, terms, wanted, now);
      if (refusal.isEmpty()) {
        insert(connection, wanted, expires);
      }
      return refusal;
    });
  }

  /// Sets `late` aside whatever the limits say, for an answer that was let in while the store was
  /// away. Does nothing the second time, as long as it isn't settled.
  void hold(Reservation late, Instant expires) throws SQLException {
    database.<@Nullable Void>transact(connection -> {
      insert(connection, late, expires);
      return null;
    });
  }

  /// Replaces a reservation by what was spent; does nothing the second time. A reservation whose
  /// lease has expired is booked all the same: the money is gone.
  void settle(Reservation held, Usage used, long nanos) throws SQLException {
    database.<@Nullable Void>transact(connection -> {
      if (delete(connection, held)) {
        UsageTable.book(connection, held, used, nanos);
      }
      return null;
    });
  }

  /// Lets reservations live until `expires`.
  void renew(Iterable<String> ids, Instant expires) throws SQLException {
    database.<@Nullable Void>transact(connection -> {
      try (PreparedStatement update =
          connection.prepareStatement("update reservation set expires_ms = ? where id = ?")) {
        for (String id : ids) {
          update.setLong(1, expires.toEpochMilli());
          update.setString(2, id);
          update.addBatch();
        }
        update.executeBatch();
      }
      return null;
    });
  }

  /// Forgets reservations whose lease had expired before `then`.
  void sweep(Instant then) throws SQLException {
    database.transact(connection -> {
      try (PreparedStatement delete =
          connection.prepareStatement("delete from reservation where expires_ms < ?")) {
        delete.setLong(1, then.toEpochMilli());
        return delete.executeUpdate();
      }
    });
  }

  /// What a key may do at a time and spend, as of now.
  private record Terms(long answers, @Nullable Budget budget) {}

  private static @Nullable Terms lock(Connection connection, String key) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(LOCK)) {
      update.setString(1, key);
      try (ResultSet row = update.executeQuery()) {
        return row.next() ? new Terms(row.getLong("answers"), KeyTable.budget(row)) : null;
      }
    }
  }

  private static Optional<RefusedException> check(
      Connection connection, Terms terms, Reservation wanted, Instant now) throws SQLException {
    Period period = terms.budget() == null ? Period.DAY : terms.budget().period();
    String first = period.first(wanted.day()).toString();
    String last = period.last(wanted.day()).toString();
    try (PreparedStatement select = connection.prepareStatement(STANDING)) {
      select.setString(1, wanted.key());
      select.setLong(2, now.toEpochMilli());
      select.setString(3, wanted.key());
      select.setLong(4, now.toEpochMilli());
      select.setString(5, first);
      select.setString(6, last);
      select.setString(7, wanted.key());
      select.setString(8, first);
      select.setString(9, last);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        if (terms.answers() > 0 && row.getLong("answers") >= terms.answers()) {
          return Optional.of(Refusals.concurrent(terms.answers()));
        }
        return terms.budget() == null
            ? Optional.empty()
            : within(terms.budget(), wanted, row.getLong("spent"), row.getLong("reserved"), now);
      }
    }
  }

  private static Optional<RefusedException> within(
      Budget budget, Reservation wanted, long spent, long reserved, Instant now) {
    long left = budget.nanos() - spent;
    if (reserved + wanted.nanos() <= left) {
      return Optional.empty();
    }
    boolean soon = wanted.nanos() <= left;
    long retryAfterS =
        soon
            ? Refusals.SOON_S
            : Math.max(1, budget.period().secondsLeft(wanted.day(), now.getEpochSecond()));
    return Optional.of(Refusals.budget(budget, left, reserved, wanted.nanos(), retryAfterS));
  }

  private static void insert(Connection connection, Reservation reservation, Instant expires)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(HOLD)) {
      insert.setString(1, reservation.id());
      insert.setString(2, reservation.key());
      insert.setString(3, reservation.day().toString());
      insert.setLong(4, reservation.nanos());
      insert.setLong(5, expires.toEpochMilli());
      insert.executeUpdate();
    }
  }

  private static boolean delete(Connection connection, Reservation held) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from reservation where id = ?")) {
      delete.setString(1, held.id());
      return delete.executeUpdate() == 1;
    }
  }
}
