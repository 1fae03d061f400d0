package dev.staircase.lab.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ClockTest {
  private record Done(double atMs, int number) {}

  /// Some of what is done puts more, and many things are due at the same time.
  @Test
  void doesWhatIsDueInItsOrderAndThatOfItsComing() {
    var clock = new Clock();
    var random = new SplittableRandom(2);
    List<Done> done = new ArrayList<>();
    int[] put = {0};
    for (int i = 0; i < 500; i++) {
      put(clock, random, put, done);
    }
    while (clock.next()) {}
    assertThat(done).hasSize(put[0]).hasSizeGreaterThan(600);
    assertThat(done)
        .isSortedAccordingTo(Comparator.comparingDouble(Done::atMs).thenComparingInt(Done::number));
  }

  private static void put(Clock clock, SplittableRandom random, int[] put, List<Done> done) {
    double at = clock.nowMs() + random.nextInt(50);
    int number = put[0]++;
    clock.at(
        at,
        () -> {
          assertThat(clock.nowMs()).isEqualTo(at);
          done.add(new Done(at, number));
          if (random.nextInt(3) == 0) {
            put(clock, random, put, done);
          }
        });
  }
}
