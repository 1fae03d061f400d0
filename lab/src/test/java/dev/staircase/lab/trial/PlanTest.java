package dev.staircase.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is asked what, and when.
final class PlanTest {
  @Test
  void paceAndLayoutAreOfTheStaircaseAlone() {
    var setup =
        new Setup(
            "c",
            "p",
            List.of("trio", "debate"),
            List.of("single", "staircase"),
            List.of("paper", "eager"),
            List.of("grouped", "appended"),
            null,
            1,
            1,
            0,
            1);
    assertThat(setup.variants())
        .extracting(Variant::label)
        .startsWith("trio single", "trio staircase paper grouped", "trio staircase paper appended")
        .endsWith("debate staircase eager appended")
        .hasSize(10);
  }

  @Test
  void variantsAreAskedInTurnForwardsAndBackwards() {
    var prompts = List.of(Prompt.of("a", "A?"), Prompt.of("b", "B?"));
    var slots = Slot.inTurn(List.of(Replies.SERIAL, Replies.STAIRCASE), prompts, 3);
    assertThat(slots)
        .extracting(slot -> slot.variant().mode() + slot.round() + slot.prompt().id())
        .containsExactly(
            "serial0a", "staircase0a", "staircase1b", "serial1b", "serial2a", "staircase2a");
    assertThat(slots)
        .extracting(Slot::told)
        .containsExactly(true, true, false, false, false, false);
  }

  /// The gaps of a Poisson process have a mean of 1/rate, and as large a deviation.
  @Test
  void arrivalsAreAPoissonProcess() {
    long[] at = new Traffic.Open(20, 3).arrivals(20_000);
    assertThat(at).isSorted().isEqualTo(new Traffic.Open(20, 3).arrivals(20_000));
    double[] gapsMs = new double[at.length - 1];
    Arrays.setAll(gapsMs, i -> (at[i + 1] - at[i]) / 1e6);
    double mean = Arrays.stream(gapsMs).average().orElseThrow();
    double variance =
        Arrays.stream(gapsMs).map(gap -> (gap - mean) * (gap - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(50, within(1.5));
    assertThat(Math.sqrt(variance)).isCloseTo(50, within(2.5));
    assertThat(at[0]).isNotEqualTo(new Traffic.Open(20, 4).arrivals(1)[0]);
  }

  @Test
  void aPaceIsANameOrJson() {
    assertThat(new Variant("m", "staircase", "paper", "appended").overrides())
        .hasToString("{\"mode\":\"staircase\",\"layout\":\"appended\",\"pace\":\"paper\"}");
    assertThat(new Variant("m", "staircase", "{\"first-chunk\":4}", null).overrides())
        .hasToString("{\"mode\":\"staircase\",\"pace\":{\"first-chunk\":4}}");
    assertThatThrownBy(new Variant("m", "staircase", "{4", null)::overrides)
        .isInstanceOf(TrialException.class)
        .hasMessageContaining("--paces: expected names or JSON objects, found {4");
  }
}
