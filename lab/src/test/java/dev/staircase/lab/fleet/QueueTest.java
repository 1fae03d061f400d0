package dev.staircase.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.staircase.lab.measure.Slo;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// A replica against the formulas of queueing theory.
final class QueueTest {
  private static final int TOKENS = 19;
  private static final double SERVICE_MS = 100 + 50 * (TOKENS - 1);
  private static final Extent LONG = new Extent(40_000, 2_000, 1, 100_000, 3);
  private static final Extent LONGER = new Extent(100_000, 2_000, 1, 100_000, 3);

  /// M/D/1: the mean wait is `rho / (2 (1 - rho))` services. At 0.7 the standard error of 40,000
  /// waits, which hang together, is below 3 %.
  @Test
  void oneSlotIsAQueueWithFixedService() throws Exception {
    for (double rho : new double[] {0.3, 0.5, 0.7}) {
      Result result = single(1, new Length.Fixed(TOKENS), rho / SERVICE_MS);
      double wait = result.e2e().mean() - SERVICE_MS;
      double formula = SERVICE_MS * rho / (2 * (1 - rho));
      assertThat(wait).isCloseTo(formula, Percentage.withPercentage(6));
      assertThat(result.utilisation(result.models().getLast())).isCloseTo(rho, within(0.02));
    }
  }

  /// M/G/1 (Pollaczek and Khinchine): the mean wait is `lambda E[S^2] / (2 (1 - rho))`.
  @Test
  void lengthsThatVaryWaitLonger() throws Exception {
    Length.Empirical lengths = new Length.Empirical(List.of(5, 5, 5, 45));
    double[] services = lengths.seen().stream().mapToDouble(n -> 100 + 50.0 * (n - 1)).toArray();
    double mean = 0;
    double squares = 0;
    for (double service : services) {
      mean += service / services.length;
      squares += service * service / services.length;
    }
    double perMs = 0.5 / mean;
    double wait = single(1, lengths, perMs).e2e().mean() - mean;
    assertThat(wait).isCloseTo(perMs * squares / (2 * 0.5), Percentage.withPercentage(6));
  }

  /// M/M/c (Erlang C): a call waits with the probability that all slots are taken, and then `1 / (c
  /// mu - lambda)` on average. Services are drawn from the quantiles of an exponential
  /// distribution, in whole tokens. The standard error of 100,000 waits is some 3 %.
  @Test
  void severalSlotsAreTheQueueOfErlang() throws Exception {
    Length.Empirical lengths = exponential(40, 2_000);
    double mean = 50 + 50 * lengths.seen().stream().mapToInt(n -> n).average().orElseThrow();
    for (int slots : new int[] {2, 4}) {
      double load = 0.6 * slots;
      double wait = single(slots, lengths, load / mean, LONGER).e2e().mean() - mean;
      double formula = erlangC(slots, load) * mean / (slots - load);
      assertThat(wait).as("%d slots", slots).isCloseTo(formula, Percentage.withPercentage(8));
    }
  }

  /// The probability of waiting, from Erlang B's recursion.
  private static double erlangC(int slots, double load) {
    double blocked = 1;
    for (int n = 1; n <= slots; n++) {
      blocked = load * blocked / (n + load * blocked);
    }
    return slots * blocked / (slots - load * (1 - blocked));
  }

  private static Length.Empirical exponential(double mean, int quantiles) {
    return new Length.Empirical(
        IntStream.range(0, quantiles)
            .mapToObj(
                i -> (int) Math.max(1, Math.round(-mean * Math.log((i + 0.5) / quantiles)) - 1))
            .toList());
  }

  /// All that come together share one batch, each of whose tokens takes longer for each of them.
  @Test
  void aBatchSlowsAllThatAreInIt() throws Exception {
    Serving writer = serving(64, 5);
    Load load = Fleets.load(new Arrivals.Bursts(60_000, 10), TOKENS);
    Result result =
        Simulation.run(
            Fleets.alone(writer, load), Strategy.SINGLE, Slo.NONE, new Extent(20, 0, 1, 100, 1));
    double e2e = 100 + (TOKENS - 1) * (50 + 10 * 5.0);
    assertThat(result.e2e().quantile(0)).isCloseTo(e2e, Percentage.withPercentage(0.2));
    assertThat(result.e2e().quantile(1)).isCloseTo(e2e, Percentage.withPercentage(0.2));
    assertThat(result.itl().quantile(0.5)).isCloseTo(100, Percentage.withPercentage(0.2));
  }

  /// Prompts are read one after the other, and what is being written slows down as much as it says.
  @Test
  void readingTakesItsTurnAndSlowsWriting() throws Exception {
    Serving writer =
        new Serving(
            Fleets.WRITER,
            1,
            1_000,
            0,
            50,
            0,
            0.5,
            64,
            1_000_000,
            false,
            Serving.Routing.LEAST_LOADED,
            0,
            0,
            0,
            1);
    Load load = Fleets.load(new Arrivals.Bursts(60_000, 2), TOKENS);
    Result result =
        Simulation.run(
            Fleets.alone(writer, load), Strategy.SINGLE, Slo.NONE, new Extent(2, 0, 1, 100, 1));
    double read = result.usage().promptTokens() / 2.0;
    double writing = (TOKENS - 1) * 50.0;
    assertThat(result.ttft().quantile(0)).isCloseTo(read, Percentage.withPercentage(0.2));
    assertThat(result.ttft().quantile(1)).isCloseTo(2 * read, Percentage.withPercentage(0.2));
    double slowed = read + writing + 0.5 * read;
    assertThat(result.e2e().quantile(0)).isCloseTo(slowed, Percentage.withPercentage(0.2));
    assertThat(result.e2e().quantile(1))
        .isCloseTo(2 * read + writing, Percentage.withPercentage(0.2));
  }

  private static Result single(int slots, Length answer, double perMs) throws Exception {
    return single(slots, answer, perMs, LONG);
  }

  private static Result single(int slots, Length answer, double perMs, Extent extent)
      throws Exception {
    Load load =
        new Load(
            new Arrivals.Poisson(1_000 * perMs), new Length.Fixed(20), new Length.Fixed(1), answer);
    return Simulation.run(Fleets.alone(serving(slots, 0), load), Strategy.SINGLE, Slo.NONE, extent);
  }

  private static Serving serving(int slots, double tokenMsPerRunning) {
    return new Serving(
        Fleets.WRITER,
        1,
        Double.POSITIVE_INFINITY,
        100,
        50,
        tokenMsPerRunning,
        0,
        slots,
        1_000_000,
        false,
        Serving.Routing.LEAST_LOADED,
        0,
        0,
        0,
        1);
  }
}
