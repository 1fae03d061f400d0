package dev.staircase.runtime.config;

import dev.staircase.runtime.client.Secret;
import org.jspecify.annotations.Nullable;

/// Where accounts are kept. URLs are secrets, since they may hold passwords.
///
/// @param store a JDBC URL: `jdbc:sqlite:FILE` for one server, `jdbc:postgresql://HOST/DATABASE`
///   for several
/// @param user the database's user; null: as the URL says
/// @param password that user's password; null: as the URL says
/// @param pepper what secrets are hashed with besides their salt, so that a stolen database alone
///   can't be used to try keys; null: nothing. Keys are valid only under the pepper they were made
///   with
/// @param redis `redis://HOST:PORT` (`rediss:` with TLS) of a Redis or Valkey that several servers
///   share their rate limits by; null: each server holds them by itself
/// @param whenAway what becomes of requests while a store is away
/// @param defaultUsd what is set aside for an answer whose cost nobody can tell beforehand
public record AccountsSettings(
    Secret store,
    @Nullable String user,
    @Nullable Secret password,
    @Nullable Secret pepper,
    @Nullable Secret redis,
    WhenAway whenAway,
    double defaultUsd) {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final double DEFAULT_USD = 0.10;
  private static final double MOST_USD = 1e6;

  public AccountsSettings {
    String url = store.reveal();
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "store: expected jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, found '%s...'"
              .formatted(url.substring(0, Math.min(url.length(), SQLITE.length()))));
    }
    if (redis != null && !redis.reveal().matches("(redis|rediss)://.+")) {
      throw new IllegalArgumentException(
          "redis: expected redis://HOST:PORT or rediss://HOST:PORT, found something else");
    }
    if (!(defaultUsd >= 0 && defaultUsd <= MOST_USD)) {
      throw new IllegalArgumentException(
          "reserve: expected 0 to %s USD, found %s".formatted(MOST_USD, defaultUsd));
    }
  }

  /// A store and nothing else.
  public static AccountsSettings of(String store) {
    return new AccountsSettings(
        new Secret(store), null, null, null, null, WhenAway.CLOSED, DEFAULT_USD);
  }

  public AccountsSettings withRedis(String url) {
    return new AccountsSettings(
        store, user, password, pepper, new Secret(url), whenAway, defaultUsd);
  }

  public AccountsSettings withPepper(Secret secret) {
    return new AccountsSettings(store, user, password, secret, redis, whenAway, defaultUsd);
  }

  public AccountsSettings with(WhenAway then) {
    return new AccountsSettings(store, user, password, pepper, redis, then, defaultUsd);
  }

  /// Whether the store is a file of one server alone.
  public boolean embedded() {
    return store.reveal().startsWith(SQLITE);
  }
}
