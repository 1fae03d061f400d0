package dev.staircase.lab.paced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({"10,0,0,50", "10,0,7,190", "5000,0,7,190", "10,0,199,4030"})
  void steadyIgnoresThePrompt(int prompt, int cached, int k, double dueMs) {
    assertThat(Pace.STEADY.dueMs(prompt, cached, k)).isEqualTo(dueMs);
    assertThat(Pace.STEADY.dueMs(prompt, cached, k, 99)).isEqualTo(dueMs);
  }

  /// The measured model: prefill of n at depth d is 10 + n*(0.201 + 0.000274*(d + n/2)); decode
  /// 1.95 + 0.00145*d.
  @Test
  void llamaCppFollowsItsMeasuredCosts() {
    double cold = 10 + 2200 * (0.201 + 0.000274 * 1100);
    double warm = 10 + 100 * (0.201 + 0.000274 * (2100 + 50));
    assertThat(Pace.LLAMA_CPP.dueMs(2200, 0, 0)).isCloseTo(cold, within(1e-9));
    assertThat(Pace.LLAMA_CPP.dueMs(2200, 2100, 0)).isCloseTo(warm, within(1e-9));
    double three = 3 * 1.95 + 0.00145 * (2200 + 2201 + 2202);
    assertThat(Pace.LLAMA_CPP.dueMs(2200, 0, 3) - cold).isCloseTo(three, within(1e-9));
  }

  @Test
  void cachedTokensAreFree() {
    var pace = Pace.of(60, 8_000, 14);
    assertThat(pace.dueMs(800, 0, 0)).isCloseTo(160, within(1e-9));
    assertThat(pace.dueMs(800, 720, 0)).isCloseTo(70, within(1e-9));
  }

  @Test
  void jitterIsRepeatableBoundedAndNeverAddsUp() {
    var pace = Pace.STEADY.withJitter(1);
    boolean moved = false;
    double before = 0;
    for (int k = 0; k < 1_000; k++) {
      double due = pace.dueMs(10, 0, k, 7);
      assertThat(due).isEqualTo(pace.dueMs(10, 0, k, 7)).isGreaterThanOrEqualTo(before);
      assertThat(due).isCloseTo(50 + 20.0 * k, within(10.0));
      moved |= due != pace.dueMs(10, 0, k, 8);
      before = due;
    }
    assertThat(moved).isTrue();
  }

  @Test
  void slowerIsSlowerInAllParts() {
    assertThat(Pace.LLAMA_CPP.slower(4).dueMs(500, 100, 20))
        .isCloseTo(4 * Pace.LLAMA_CPP.dueMs(500, 100, 20), within(1e-6));
  }
}
