package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixCacheTest {
  @ParameterizedTest
  @CsvSource({
    "64, 64, -1, 63", // the last token is always evaluated
    "64, 65, -1, 64",
    "70, 80, -1, 64", // whole blocks only
    "64, 80, 40, 32", // nothing after the first change
    "64, 80, 0, 0",
    "15, 15, -1, 0",
    "0, 1, -1, 0"
  })
  void hitsWholeBlocksOfAnEqualPrefix(int stored, int asked, int changed, int cached) {
    var cache = new PrefixCache(100);
    cache.add(words(stored, -1));
    assertThat(cache.cached(words(asked, changed))).isEqualTo(cached);
  }

  @Test
  void keepsNoMoreThanItsBound() {
    var cache = new PrefixCache(10);
    cache.add(words(1_000, -1));
    assertThat(cache.size()).isEqualTo(10);
    var none = new PrefixCache(0);
    none.add(words(100, -1));
    assertThat(none.cached(words(100, -1))).isZero();
  }

  @Test
  void forgetsWhatWasNotUsedLongest() {
    var cache = new PrefixCache(4);
    cache.add(words(32, -1));
    cache.add(words(32, 0));
    assertThat(cache.cached(words(33, -1))).isEqualTo(32);
    cache.add(words(32, 1));
    assertThat(cache.cached(words(33, -1))).isEqualTo(32);
    assertThat(cache.cached(words(33, 0))).isZero();
  }

  private static List<String> words(int count, int changed) {
    return IntStream.range(0, count).mapToObj(i -> i == changed ? "changed" : "w" + i).toList();
  }
}
