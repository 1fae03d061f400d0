package dev.staircase.accounts;

import dev.staircase.runtime.config.WhenAway;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds keys: those seen lately in memory, others in the store.
final class Keys {
  private final KeyCache cache = new KeyCache();
  private final Database database;
  private final Remote store;
  private final WhenAway whenAway;
  private final InstantSource clock;

  Keys(Database database, Remote store, WhenAway whenAway, InstantSource clock) {
    this.database = database;
    this.store = store;
    this.whenAway = whenAway;
    this.clock = clock;
  }

  /// The key of that id; empty if nobody has it. While the store is away, and requests are let in
  /// then, as it was when it was last seen.
  ///
  /// @return fails with [dev.staircase.server.gate.RefusedException] if it can't be told
  Future<Optional<StoredKey>> find(String id) {
    KeyCache.Seen seen = cache.get(id);
    if (seen != null && seen.fresh(clock.instant())) {
      return Future.succeededFuture(seen.key());
    }
    return store
        .ask(() -> database.transact(connection -> KeyTable.find(connection, id)))
        .onSuccess(found -> cache.put(id, new KeyCache.Seen(found, clock.instant())))
        .recover(away -> remembered(seen));
  }

  private Future<Optional<StoredKey>> remembered(KeyCache.@Nullable Seen seen) {
    return whenAway == WhenAway.OPEN && seen != null && seen.key().isPresent()
        ? Future.succeededFuture(seen.key())
        : Future.failedFuture(Refusals.away(store.health().store()));
  }
}
