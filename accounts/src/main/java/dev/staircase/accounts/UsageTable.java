package dev.staircase.accounts;

import dev.staircase.core.chat.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The table `usage_day`.
final class UsageTable {
  private static final String BOOK =
      """
      insert into usage_day
        (key_id, day, requests, prompt_tokens, cached_tokens, completion_tokens, nanos)
      values (?, ?, 1, ?, ?, ?, ?)
      on conflict (key_id, day) do update set
        requests = usage_day.requests + 1,
        prompt_tokens = usage_day.prompt_tokens + excluded.prompt_tokens,
        cached_tokens = usage_day.cached_tokens + excluded.cached_tokens,
        completion_tokens = usage_day.completion_tokens + excluded.completion_tokens,
        nanos = usage_day.nanos + excluded.nanos
      """;

  private UsageTable() {}

  /// Adds one request to a key's day.
  static void book(Connection connection, Reservation held, Usage used, long nanos)
      throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(BOOK)) {
      upsert.setString(1, held.key());
      upsert.setString(2, held.day().toString());
      upsert.setLong(3, used.promptTokens());
      upsert.setLong(4, used.cachedTokens());
      upsert.setLong(5, used.completionTokens());
      upsert.setLong(6, nanos);
      upsert.executeUpdate();
    }
  }

  /// Days from `first` to `last`, both included, in order; keys in order of id within a day.
  static List<DayUsage> read(Connection connection, LocalDate first, LocalDate last)
      throws SQLException {
    List<DayUsage> days = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select * from usage_day where day between ? and ? order by day, key_id")) {
      select.setString(1, first.toString());
      select.setString(2, last.toString());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          days.add(day(rows));
        }
      }
    }
    return days;
  }

  private static DayUsage day(ResultSet row) throws SQLException {
    return new DayUsage(
        row.getString("key_id"),
        LocalDate.parse(row.getString("day")),
        row.getLong("requests"),
        new Usage(
            row.getLong("prompt_tokens"),
            row.getLong("cached_tokens"),
            row.getLong("completion_tokens")),
        row.getLong("nanos"));
  }
}
