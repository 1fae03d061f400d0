package dev.staircase.accounts;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// Buckets in this process: two small objects for each key that has asked since it started.
final class LocalBuckets implements Rates.Buckets {
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final TimeMeter time;

  LocalBuckets(TimeMeter time) {
    this.time = time;
  }

  @Override
  public Bucket bucket(String name, BucketConfiguration configuration) {
    return buckets.computeIfAbsent(
        name,
        none -> {
          var bucket = Bucket.builder().withCustomTimePrecision(time);
          for (var limit : configuration.getBandwidths()) {
            bucket.addLimit(limit);
          }
          return bucket.build();
        });
  }

  /// Calls at once: nothing here blocks.
  static <T> Future<T> atOnce(Callable<T> call) {
    try {
      return Future.succeededFuture(call.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
