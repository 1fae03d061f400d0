package dev.staircase.accounts;

import dev.staircase.runtime.config.AccountsSettings;
import dev.staircase.runtime.config.WhenAway;
import dev.staircase.server.gate.Health;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The stores of a gate: the database, and where its rates are counted.
final class Stores {
  private final Database database;
  private final Remote accounts;
  private final Rates rates;
  private final @Nullable SharedRates shared;

  /// @param remote what `buckets` are asked through
  private record SharedRates(RedisBuckets buckets, Remote remote) {}

  private Stores(Database database, Remote accounts, Rates rates, @Nullable SharedRates shared) {
    this.database = database;
    this.accounts = accounts;
    this.rates = rates;
    this.shared = shared;
  }

  /// Blocks.
  ///
  /// @throws RuntimeException if the database can't be used; a Redis that is away is waited for
  static Stores open(Vertx vertx, AccountsSettings settings, InstantSource clock) {
    boolean refuses = settings.whenAway() == WhenAway.CLOSED;
    ClockMeter time = new ClockMeter(clock);
    RedisBuckets redis = settings.redis() == null ? null : new RedisBuckets(settings.redis(), time);
    Database database = Database.open(settings);
    Remote accounts =
        new Remote(
            vertx,
            "accounts",
            Database.connections(settings),
            refuses,
            clock,
            () -> {
              database.probe();
              return true;
            });
    if (redis == null) {
      return new Stores(
          database, accounts, new Rates(new LocalBuckets(time), LocalBuckets::atOnce), null);
    }
    Remote remote =
        new Remote(vertx, "rates", RedisBuckets.CONNECTIONS, refuses, clock, redis::ping);
    return new Stores(
        database, accounts, new Rates(redis, remote::ask), new SharedRates(redis, remote));
  }

  Database database() {
    return database;
  }

  /// What the database is asked through.
  Remote accounts() {
    return accounts;
  }

  Rates rates() {
    return rates;
  }

  List<Health> health() {
    return remotes().map(Remote::health).toList();
  }

  /// Tries the stores that are away.
  Future<Void> beat() {
    return Future.join(remotes().map(Remote::beat).toList()).mapEmpty();
  }

  Future<Void> close() {
    return Future.join(remotes().map(Remote::close).toList())
        .onComplete(closed -> {
          database.close();
          if (shared != null) {
            shared.buckets().close();
          }
        })
        .mapEmpty();
  }

  private Stream<Remote> remotes() {
    return shared == null ? Stream.of(accounts) : Stream.of(accounts, shared.remote());
  }
}
