package dev.staircase.lab.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CrossingTest {
  private static Point at(double perSecond, double ttftMs) {
    return new Point(
        Way.SERIAL,
        Map.of(),
        perSecond,
        100,
        1,
        true,
        List.of(),
        ttftMs,
        ttftMs,
        0,
        0,
        0,
        1,
        Map.of());
  }

  private static String words(double... behindMs) {
    List<Point> serial = List.of(at(10, 1_000), at(20, 1_000), at(30, 1_000));
    List<Point> staircase =
        List.of(
            at(10, 1_000 + behindMs[0]), at(20, 1_000 + behindMs[1]), at(30, 1_000 + behindMs[2]));
    return Crossing.of(Measure.TTFT_P95, serial, staircase).words();
  }

  @Test
  void whereItFallsBehindIsTold() {
    assertThat(words(-300, -100, 100)).isEqualTo("ahead up to about 25/s, behind beyond");
    assertThat(words(-100, 100, -200))
        .isEqualTo("ahead up to about 15/s, behind up to about 23/s, ahead beyond");
    assertThat(words(-1, -2, -3)).isEqualTo("not behind at any rate");
    assertThat(words(1, 2, 3)).isEqualTo("behind at every rate");
  }
}
