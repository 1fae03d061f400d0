package dev.staircase.accounts;

import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

final class LocalRatesTest extends RatesContract {
  private @Nullable LocalBuckets buckets;

  @Override
  Rates.Buckets buckets(TimeMeter time) {
    if (buckets == null) {
      buckets = new LocalBuckets(time);
    }
    return buckets;
  }
}
