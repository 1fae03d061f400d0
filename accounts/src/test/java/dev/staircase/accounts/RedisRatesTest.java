package dev.staircase.accounts;

import dev.staircase.runtime.client.Secret;
import io.github.bucket4j.TimeMeter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

final class RedisRatesTest extends RatesContract {
  private final List<RedisBuckets> opened = new ArrayList<>();

  @Override
  Rates.Buckets buckets(TimeMeter time) {
    RedisBuckets buckets = new RedisBuckets(new Secret(Servers.redis()), time);
    opened.add(buckets);
    return buckets;
  }

  @AfterEach
  void close() {
    opened.forEach(RedisBuckets::close);
  }
}
