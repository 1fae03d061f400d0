package dev.staircase.accounts;

import dev.staircase.runtime.client.Secret;
import dev.staircase.runtime.config.AccountsSettings;
import dev.staircase.runtime.config.WhenAway;
import dev.staircase.server.gate.Caller;
import dev.staircase.server.gate.Claim;
import dev.staircase.server.gate.Gate;
import dev.staircase.server.gate.Health;
import dev.staircase.server.gate.Pass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The gate of a server whose callers have virtual keys: reads them from a store, and holds them to
/// their limits.
///
/// Keys are remembered for 5 seconds ([KeyCache#FRESH]). A revoked one gets no new answer from the
/// moment it is revoked, since setting money aside looks into the store itself; lists of models and
/// traces it may still read for those 5 seconds. What becomes of requests while a store is away is
/// told by [WhenAway].
public final class Accounts implements Gate {
  private static final long BEAT_MS = 1_000;

  private final Vertx vertx;
  private final Stores stores;
  private final Keys keys;
  private final Books books;
  private final Doorman doorman;
  private final @Nullable Secret pepper;
  private long timer;

  Accounts(Vertx vertx, AccountsSettings settings, Stores stores, InstantSource clock) {
    this.vertx = vertx;
    this.stores = stores;
    this.keys = new Keys(stores.database(), stores.accounts(), settings.whenAway(), clock);
    this.books = new Books(new Ledger(stores.database()), stores.accounts(), clock);
    this.doorman = new Doorman(settings, stores.rates(), books, clock);
    this.pepper = settings.pepper();
  }

  /// Opens the stores, brings the tables up to date, and keeps leases until it is closed.
  ///
  /// @return fails if the database can't be used; a Redis that is away is waited for
  public static Future<Accounts> open(Vertx vertx, AccountsSettings settings) {
    InstantSource clock = InstantSource.system();
    return vertx
        .executeBlocking(() -> Stores.open(vertx, settings, clock))
        .map(Objects::requireNonNull)
        .map(stores -> {
          Accounts accounts = new Accounts(vertx, settings, stores, clock);
          accounts.timer = vertx.setPeriodic(BEAT_MS, tick -> accounts.beat());
          return accounts;
        });
  }

  @Override
  public Future<Caller> caller(@Nullable String credential) {
    KeyText text = KeyText.parse(credential);
    return text == null
        ? Future.failedFuture(Refusals.noKey())
        : keys.find(text.id()).compose(found -> caller(found, text.secret()));
  }

  @Override
  public Future<Pass> enter(Caller caller, Claim claim) {
    if (!caller.mayAsk(claim.model())) {
      return Future.failedFuture(Refusals.forbidden(claim.model()));
    }
    return keys.find(caller.key())
        .compose(found ->
            found.isEmpty()
                ? Future.failedFuture(Refusals.noKey())
                : doorman.enter(found.get().key(), claim));
  }

  @Override
  public Future<List<Health>> health() {
    return Future.succeededFuture(stores.health());
  }

  /// How many answers are not booked: those under way, and those that are over but wait for the
  /// store.
  public int unsettled() {
    return books.open();
  }

  /// Books what waits, and closes the stores. Answers that are not settled by then are released
  /// when their leases expire.
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    return books.close().eventually(stores::close);
  }

  /// Does what is due: tries stores that are away, books what waits, renews leases.
  Future<Void> beat() {
    return stores.beat().compose(tried -> books.beat());
  }

  /// An id that nobody has costs the same work as a wrong secret.
  private Future<Caller> caller(Optional<StoredKey> found, Secret secret) {
    KeyHash hash = found.map(StoredKey::hash).orElse(KeyHash.NOBODYS);
    boolean right = hash.matches(secret, pepper);
    return found
        .map(StoredKey::key)
        .filter(key -> right && key.revoked() == null)
        .map(key -> new Caller(key.id(), key.name(), key.limits().models(), key.admin()))
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(Refusals.noKey()));
  }
}
