package dev.staircase.accounts;

import dev.staircase.runtime.client.Secret;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisPooled;

/// Buckets in a Redis or Valkey, changed by compare-and-swap, and gone once they would be full. Its
/// calls block.
final class RedisBuckets implements Rates.Buckets, AutoCloseable {
  /// The most calls at a time.
  static final int CONNECTIONS = 8;

  private static final int TIMEOUT_MS = 2_000;
  private static final Duration KEPT_FULL = Duration.ofSeconds(10);

  private final JedisPooled redis;
  private final ProxyManager<byte[]> buckets;

  /// Does not connect yet.
  RedisBuckets(Secret url, TimeMeter time) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxWait(Duration.ofMillis(TIMEOUT_MS));
    pool.setTestOnBorrow(false);
    this.redis = new JedisPooled(pool, URI.create(url.reveal()), TIMEOUT_MS);
    this.buckets =
        Bucket4jJedis.casBasedBuilder(redis)
            .clientClock(time)
            .requestTimeout(Duration.ofMillis(TIMEOUT_MS))
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL))
            .build();
  }

  @Override
  public Bucket bucket(String name, BucketConfiguration configuration) {
    return buckets.builder().build(name.getBytes(StandardCharsets.UTF_8), () -> configuration);
  }

  String ping() {
    return redis.ping();
  }

  @Override
  public void close() {
    redis.close();
  }
}
