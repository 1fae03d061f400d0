package dev.staircase.accounts;

import dev.staircase.server.gate.Health;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks one store that blocks, on a few threads of its own, and knows whether it is up.
///
/// While it is not, nobody waits for it: calls fail at once, and [#beat] tries it. More than a
/// thousand calls that wait fail at once too.
final class Remote {
  private static final Logger LOG = LoggerFactory.getLogger(Remote.class);
  private static final int MOST_WAITING = 1_000;
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final String store;
  private final boolean refuses;
  private final InstantSource clock;
  private final WorkerExecutor threads;
  private final Callable<?> probe;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Health health;
  private volatile Instant reminded;

  /// @param store what it is called in the log and by [Health]
  /// @param most calls at a time
  /// @param refuses whether requests are refused while the store is away
  /// @param probe throws if the store can't be asked
  Remote(
      Vertx vertx,
      String store,
      int most,
      boolean refuses,
      InstantSource clock,
      Callable<?> probe) {
    this.store = store;
    this.refuses = refuses;
    this.clock = clock;
    this.probe = probe;
    this.threads = vertx.createSharedWorkerExecutor("staircase-" + store, most);
    this.reminded = clock.instant();
    this.health = new Health(store, true, reminded, refuses);
  }

  /// What `call` returns; fails with [AwayException] if the store doesn't answer.
  <T> Future<T> ask(Callable<T> call) {
    if (!health.up()) {
      return Future.failedFuture(new AwayException(store));
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(new AwayException(store));
    }
    return threads.executeBlocking(() -> asked(call), false).map(Objects::requireNonNull);
  }

  Health health() {
    return health;
  }

  /// Tries the store if it is away; to be called every second or so.
  Future<Void> beat() {
    if (health.up()) {
      return Future.succeededFuture();
    }
    remind();
    return threads
        .executeBlocking(probe::call, false)
        .onSuccess(found -> turn(true, ""))
        .otherwiseEmpty()
        .mapEmpty();
  }

  Future<Void> close() {
    return threads.close();
  }

  private <T> T asked(Callable<T> call) throws AwayException {
    try {
      if (!health.up()) {
        throw new AwayException(store);
      }
      return call.call();
    } catch (AwayException e) {
      throw e;
    } catch (Exception e) {
      LOG.debug("{}", store, e);
      turn(false, e.toString());
      throw new AwayException(store);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private synchronized void turn(boolean up, String why) {
    if (up == health.up()) {
      return;
    }
    Instant now = clock.instant();
    health = new Health(store, up, now, refuses);
    reminded = now;
    if (up) {
      LOG.info("store of {}: back", store);
    } else {
      LOG.error("store of {}: away, {}: {}", store, consequence(), why);
    }
  }

  private void remind() {
    Instant now = clock.instant();
    if (reminded.plus(REMINDER).isBefore(now)) {
      reminded = now;
      LOG.error("store of {}: away since {}, {}", store, health.since(), consequence());
    }
  }

  private String consequence() {
    return refuses ? "requests are refused" : "requests are let in without limits";
  }
}
