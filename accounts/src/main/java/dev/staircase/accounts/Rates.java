package dev.staircase.accounts;

import dev.staircase.server.gate.RefusedException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// Requests and tokens a minute, each a token bucket that holds a minute's worth and is filled
/// steadily.
///
/// The tokens of a request are taken when it begins, as many as it may need. At its end the
/// difference is given back, or taken too: then the bucket is in debt, and the next request waits.
final class Rates {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Buckets buckets;
  private final Asking asking;

  /// Where buckets are.
  @FunctionalInterface
  interface Buckets {
    /// The bucket of that name; made if there is none.
    Bucket bucket(String name, BucketConfiguration configuration);
  }

  /// How buckets are asked: at once, or where one may block.
  @FunctionalInterface
  interface Asking {
    <T> Future<T> ask(Callable<T> call);
  }

  Rates(Buckets buckets, Asking asking) {
    this.buckets = buckets;
    this.asking = asking;
  }

  /// Counts a request, and takes its tokens.
  ///
  /// @return why not, and then no tokens are taken; fails with [AwayException]
  Future<Optional<RefusedException>> take(VirtualKey key, long tokens) {
    Limits limits = key.limits();
    if (limits.requestsPerMinute() == 0 && limits.tokensPerMinute() == 0) {
      return Future.succeededFuture(Optional.empty());
    }
    return asking.ask(() -> request(key).or(() -> tokens(key, tokens)));
  }

  /// Gives back `tokens` of those taken; takes more if they are below 0.
  ///
  /// @return fails with [AwayException]
  Future<Void> giveBack(VirtualKey key, long tokens) {
    if (key.limits().tokensPerMinute() == 0 || tokens == 0) {
      return Future.succeededFuture();
    }
    return asking
        .<Boolean>ask(() -> {
          Bucket bucket = tokenBucket(key);
          if (tokens > 0) {
            bucket.addTokens(tokens);
          } else {
            bucket.consumeIgnoringRateLimits(-tokens);
          }
          return true;
        })
        .mapEmpty();
  }

  private Optional<RefusedException> request(VirtualKey key) {
    long limit = key.limits().requestsPerMinute();
    return limit == 0
        ? Optional.empty()
        : take(bucket(key, "requests", limit), 1, limit, "requests");
  }

  private Optional<RefusedException> tokens(VirtualKey key, long tokens) {
    long limit = key.limits().tokensPerMinute();
    if (limit == 0 || tokens == 0) {
      return Optional.empty();
    }
    return tokens > limit
        ? Optional.of(Refusals.tooLarge(limit, tokens))
        : take(tokenBucket(key), tokens, limit, "tokens");
  }

  private static Optional<RefusedException> take(
      Bucket bucket, long amount, long limit, String what) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(amount);
    if (probe.isConsumed()) {
      return Optional.empty();
    }
    long waitS = Math.ceilDiv(probe.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1));
    return Optional.of(Refusals.tooMany(what, limit, Math.max(1, waitS)));
  }

  private Bucket tokenBucket(VirtualKey key) {
    return bucket(key, "tokens", key.limits().tokensPerMinute());
  }

  private Bucket bucket(VirtualKey key, String what, long perMinute) {
    return buckets.bucket(
        "staircase:" + key.id() + ":" + what,
        BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
            .build());
  }
}
