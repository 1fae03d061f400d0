package dev.staircase.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.staircase.lab.measure.Slo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SummaryTest {
  @Test
  void ratiosAreOfPairsAndFailedAnswersCountNowhereElse() {
    var replies = new ArrayList<Reply>();
    double[] serial = {1_000, 2_000, 4_000, 500};
    double[] staircase = {500, 500, 500, 500};
    for (int i = 0; i < 4; i++) {
      replies.add(Replies.whole(Replies.SERIAL, i, serial[i]));
      replies.add(Replies.whole(Replies.STAIRCASE, i, staircase[i]));
    }
    replies.add(Replies.whole(Replies.SERIAL, 4, 9_000));
    replies.add(Replies.failed(Replies.STAIRCASE, 4));
    var rows =
        Summary.of(Replies.setup(5), Slo.parse("ttft p95 < 501ms, gap p50 < 20ms"), replies)
            .variants();
    Summary.Row base = rows.getFirst();
    Summary.Row row = rows.getLast();
    assertThat(base.base()).isNull();
    assertThat(base.ratios()).isEmpty();
    assertThat(row.base()).isEqualTo("trio serial");
    assertThat(List.of(row.answers(), row.errors())).containsExactly(4, 1);
    assertThat(row.goodput()).as("four of five: one failed").isEqualTo(80);
    assertThat(base.goodput()).as("one of five is as fast").isEqualTo(20);
    assertThat(row.why()).containsExactly(entry("HTTP 503: busy", 1L));
    // The ratios are 0.5, 0.25, 0.125 and 1.
    var ttft = Objects.requireNonNull(row.ratios().get("ttft"));
    assertThat(ttft.median()).isEqualTo(0.375);
    assertThat(ttft.low()).isEqualTo(0.125);
    assertThat(ttft.high()).isEqualTo(1);
    assertThat(List.of(ttft.pairs(), ttft.prompts())).containsExactly(4, 4);
    assertThat(row.ratios()).doesNotContainKeys("stall", "cached", "usd", "ttft_over");
    assertThat(Objects.requireNonNull(row.figures().get("ttft_over")).p50()).isEqualTo(5);
    assertThat(row.figures()).doesNotContainKeys("usd", "facts", "t50");
    assertThat(Objects.requireNonNull(row.gapMs()).max()).isEqualTo(30);
    assertThat(Objects.requireNonNull(row.agents().get("p1")).promptTokens()).isEqualTo(9);
  }

  @Test
  void noP99UnderTwoHundredAnswers() {
    double[] values = IntStream.rangeClosed(1, 200).mapToDouble(i -> i).toArray();
    assertThat(Summary.spread(values, 199)).isEqualTo(new Summary.Spread(100.5, 190, null, 200));
    assertThat(Summary.spread(values, 200)).isEqualTo(new Summary.Spread(100.5, 190, 198.0, 200));
  }

  @Test
  void withoutASerialVariantTheFirstIsTheBase() {
    var single =
        new Setup(
            "c",
            "p",
            List.of("trio"),
            List.of("single", "staircase"),
            List.of(),
            List.of(),
            null,
            1,
            1,
            0,
            1);
    assertThat(Summary.of(single, Slo.NONE, List.of()).variants())
        .extracting(Summary.Row::base)
        .containsExactly(null, "trio single");
  }

  /// Of two prompts, half of the draws hold both: medians 1, 2, 2 and 3, of which 1 and 3 each are
  /// far more than 2.5 %.
  @Test
  void theIntervalIsOfDrawnPrompts() {
    assertThat(Bootstrap.ofMedian(List.of(List.of(1.0), List.of(3.0)), 1))
        .isEqualTo(new Bootstrap.Interval(1, 3));
    assertThat(Bootstrap.ofMedian(List.of(List.of(4.0, 8.0)), 1))
        .isEqualTo(new Bootstrap.Interval(6, 6));
  }

  /// The exact quantiles of the median of 9 of the values 1 to 9, drawn with replacement: it is at
  /// most 2 with a chance of 3.0 %, and at most 1 with one of 0.1 %.
  @Test
  void theIntervalOfNineValues() {
    var values = IntStream.rangeClosed(1, 9).mapToObj(i -> List.of((double) i)).toList();
    assertThat(Bootstrap.ofMedian(values, 5)).isEqualTo(new Bootstrap.Interval(2, 8));
    assertThat(Bootstrap.ofMedian(values, 5)).isEqualTo(Bootstrap.ofMedian(values, 5));
  }
}
