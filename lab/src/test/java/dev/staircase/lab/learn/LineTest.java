package dev.staircase.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LineTest {
  @Test
  void aQuarterOfThePointsMayBeAnywhere() {
    double[] x = IntStream.range(0, 40).mapToDouble(i -> 10 * i).toArray();
    double[] y = IntStream.range(0, 40).mapToDouble(i -> i % 5 == 0 ? 9_000 : 50 + 5 * i).toArray();
    Line line = Line.through(x, y);
    assertThat(line.slope()).isCloseTo(0.5, within(0.01));
    assertThat(line.base()).isCloseTo(50, within(1.0));
  }

  @Test
  void chanceIsNoSlope() {
    var random = new SplittableRandom(3);
    double[] x = random.doubles(50, 100, 120).toArray();
    double[] y = random.doubles(50, 40, 60).toArray();
    Line line = Line.through(x, y);
    assertThat(line.slope()).isZero();
    assertThat(line.base()).isCloseTo(50, within(3.0));
    assertThat(line.spread()).isCloseTo(10, within(4.0));
  }

  @Test
  void fewPointsOrEqualOnesTellNoSlope() {
    assertThat(Line.through(new double[] {1, 900}, new double[] {10, 20}).slope()).isZero();
    double[] equal = {25, 25, 25, 25, 26};
    assertThat(Line.through(equal, new double[] {10, 11, 10, 11, 90}).slope()).isZero();
  }

  @Test
  void manyPointsArePairedInPart() {
    double[] x = IntStream.range(0, 5_000).mapToDouble(i -> i).toArray();
    double[] y = IntStream.range(0, 5_000).mapToDouble(i -> 7 + 2.0 * i).toArray();
    assertThat(Line.through(x, y).slope()).isCloseTo(2, within(1e-9));
  }
}
