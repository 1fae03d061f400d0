package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecentlyUsedTest {
  /// The map in the order of access that it stands for.
  private static final class Reference extends LinkedHashMap<Long, Boolean> {
    private static final long serialVersionUID = 1;

    private final int capacity;

    Reference(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
      return size() > capacity;
    }
  }

  /// Numbers come again, and fall into few buckets.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 63, 64, 65, 100, 1_000})
  void keepsWhatAMapInTheOrderOfAccessKeeps(int capacity) {
    var set = new RecentlyUsed(capacity);
    var reference = new Reference(capacity);
    var random = new SplittableRandom(capacity);
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextInt(Math.max(4, 2 * capacity)) * (1L << (8 * random.nextInt(3)));
      if (random.nextBoolean()) {
        set.add(number);
        reference.put(number, true);
      } else {
        assertThat(set.use(number)).isEqualTo(reference.get(number) != null);
      }
      assertThat(set.size()).isEqualTo(reference.size());
    }
  }
}
