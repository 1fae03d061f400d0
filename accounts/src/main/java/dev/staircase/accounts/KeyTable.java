package dev.staircase.accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `api_key`.
final class KeyTable {
  private static final String SEPARATOR = " ";
  private static final String COLUMNS =
      """
      id, name, salt, hash, models, requests_per_minute, tokens_per_minute, answers,
      budget_period, budget_nanos, admin, created_ms, revoked_ms\
      """;

  private KeyTable() {}

  static Optional<StoredKey> find(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select " + COLUMNS + " from api_key where id = ?")) {
      select.setString(1, id);
      return read(select).stream().findFirst();
    }
  }

  /// All keys, the oldest first.
  static List<StoredKey> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from api_key order by created_ms, id")) {
      return read(select);
    }
  }

  static void insert(Connection connection, StoredKey stored) throws SQLException {
    VirtualKey key = stored.key();
    Limits limits = key.limits();
    Budget budget = limits.budget();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into api_key (" + COLUMNS + ") values (?,?,?,?,?,?,?,?,?,?,?,?,null)")) {
      insert.setString(1, key.id());
      insert.setString(2, key.name());
      insert.setString(3, stored.hash().salt());
      insert.setString(4, stored.hash().hash());
      insert.setString(5, String.join(SEPARATOR, limits.models()));
      insert.setLong(6, limits.requestsPerMinute());
      insert.setLong(7, limits.tokensPerMinute());
      insert.setLong(8, limits.answers());
      insert.setObject(9, budget == null ? null : budget.period().name(), Types.VARCHAR);
      insert.setLong(10, budget == null ? 0 : budget.nanos());
      insert.setInt(11, key.admin() ? 1 : 0);
      insert.setLong(12, key.created().toEpochMilli());
      insert.executeUpdate();
    }
  }

  /// Whether there was such a valid key.
  static boolean revoke(Connection connection, String id, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update api_key set revoked_ms = ? where id = ? and revoked_ms is null")) {
      update.setLong(1, now.toEpochMilli());
      update.setString(2, id);
      return update.executeUpdate() == 1;
    }
  }

  private static List<StoredKey> read(PreparedStatement select) throws SQLException {
    List<StoredKey> keys = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        keys.add(
            new StoredKey(key(rows), new KeyHash(rows.getString("salt"), rows.getString("hash"))));
      }
    }
    return keys;
  }

  private static VirtualKey key(ResultSet row) throws SQLException {
    String models = row.getString("models");
    Limits limits =
        new Limits(
            models.isEmpty() ? List.of() : List.of(models.split(SEPARATOR, -1)),
            row.getLong("requests_per_minute"),
            row.getLong("tokens_per_minute"),
            row.getLong("answers"),
            budget(row));
    long revokedMs = row.getLong("revoked_ms");
    return new VirtualKey(
        row.getString("id"),
        row.getString("name"),
        limits,
        row.getInt("admin") == 1,
        Instant.ofEpochMilli(row.getLong("created_ms")),
        revokedMs == 0 ? null : Instant.ofEpochMilli(revokedMs));
  }

  /// The budget of a row of `api_key`; null if it has none.
  static @Nullable Budget budget(ResultSet row) throws SQLException {
    String period = row.getString("budget_period");
    return period == null ? null : new Budget(row.getLong("budget_nanos"), Period.valueOf(period));
  }
}
