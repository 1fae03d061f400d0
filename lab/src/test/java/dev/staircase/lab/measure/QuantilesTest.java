package dev.staircase.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {
  private static final double[] SORTED = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

  @ParameterizedTest
  @CsvSource({"0, 1", "0.1, 1", "0.11, 2", "0.5, 5", "0.95, 10", "0.9, 9", "1, 10"})
  void nearestRank(double share, double value) {
    assertThat(Quantiles.of(SORTED, share)).isEqualTo(value);
  }

  @Test
  void medianOfEvenAndOddNumbers() {
    assertThat(Quantiles.median(3, 1, 2)).isEqualTo(2);
    assertThat(Quantiles.median(4, 1, 3, 2)).isEqualTo(2.5);
  }

  @Test
  void valuesKeepTheirOrder() {
    double[] values = {3, 1, 2};
    Quantiles.median(values);
    assertThat(values).containsExactly(3, 1, 2);
  }
}
