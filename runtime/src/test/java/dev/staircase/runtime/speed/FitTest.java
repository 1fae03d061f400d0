package dev.staircase.runtime.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class FitTest {
  private final Fit fit = new Fit();

  @Test
  void aLineIsFound() {
    for (int x = 100; x <= 1_000; x += 100) {
      fit.add(x, 50 + 0.25 * x);
    }
    assertThat(fit.base()).isCloseTo(50, within(1e-6));
    assertThat(fit.slope()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void samplesAtOnePlaceTellNoSlope() {
    for (int i = 0; i < 10; i++) {
      fit.add(1_000 + i, i % 2 == 0 ? 90 : 110);
    }
    assertThat(fit.slope()).isZero();
    assertThat(fit.base()).isCloseTo(100, within(3.0));
  }

  @Test
  void neitherPartIsNegative() {
    fit.add(100, 90);
    fit.add(1_000, 30);
    assertThat(fit.slope()).isZero();
    var steep = new Fit();
    steep.add(100, 1);
    steep.add(1_000, 900);
    assertThat(steep.base()).isNotNegative();
    assertThat(steep.at(1_000)).isCloseTo(900, within(30.0));
  }

  @Test
  void oneStallSaysLittle() {
    for (int i = 0; i < 10; i++) {
      fit.add(0, 20);
    }
    fit.add(0, 20_000);
    assertThat(fit.base()).isLessThan(30);
  }

  @Test
  void aLastingChangeComesThrough() {
    for (int i = 0; i < 50; i++) {
      fit.add(0, 20);
    }
    for (int i = 0; i < 16; i++) {
      fit.add(0, 60);
    }
    assertThat(fit.base()).isCloseTo(60, within(12.0));
  }
}
