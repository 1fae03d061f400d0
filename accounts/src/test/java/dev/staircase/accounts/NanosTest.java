package dev.staircase.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NanosTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.1, 100000000",
    "0.30000000000000004, 300000000",
    "0.0000000004, 0",
    "0.0000000005, 1",
    "1e-9, 1",
    "1000000, 1000000000000000",
  })
  void moneyIsTheNearestNano(double usd, long nanos) {
    assertThat(Nanos.of(usd)).isEqualTo(nanos);
    assertThat(Nanos.of(Nanos.usd(nanos).doubleValue())).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, 1_000_001, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoAmountIsRefused(double usd) {
    assertThatThrownBy(() -> Nanos.of(usd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an amount of 0 to 1,000,000 USD, found");
    assertThat(Nanos.usd(-5)).isEqualTo(new BigDecimal("-0.000000005"));
  }
}
