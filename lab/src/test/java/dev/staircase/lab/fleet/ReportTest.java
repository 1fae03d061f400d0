package dev.staircase.lab.fleet;

import dev.staircase.core.testing.Golden;
import dev.staircase.lab.measure.Slo;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What comes of the same questions in many situations, as a table that is kept: a change of a
/// heuristic, of a pace or of a layout shows as its diff.
final class ReportTest {
  private static final int ANSWERS = 300;
  private static final int WARM_UP = 30;
  private static final String HEAD =
      """
                   ttft       itl       gap             e2e         stall  calls  prompt cached failed refused busy  usd/h  usd/k
                p50   p95     p50  p95  p99    max     p50   p95    p50   p95
      """;

  @Test
  void theReportIsAsItWas() {
    String report =
        Scenario.all().parallelStream().map(ReportTest::section).collect(Collectors.joining("\n"));
    Golden.check(
        "fleet-report.txt",
        """
        %d answers each, in virtual time. Times in ms; itl: median of the answers' means; gap: every gap; calls, prompt
        tokens: an answer; cached, busy (the aggregator's replicas): %%; usd/k: a thousand answers.

        %s
        %s\
        """
            .formatted(ANSWERS, HEAD, report));
  }

  private static String section(Scenario scenario) {
    return Stream.of(Strategy.values())
        .map(strategy -> row(scenario, strategy))
        .collect(Collectors.joining("", scenario.name() + "\n", ""));
  }

  private static String row(Scenario scenario, Strategy strategy) {
    Result result;
    try {
      result =
          Simulation.run(
              scenario.fleet(),
              strategy,
              Slo.NONE,
              new Extent(ANSWERS, WARM_UP, 1, scenario.places(), 1));
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted in " + scenario.name(), e);
    }
    double perHour = (ANSWERS + WARM_UP) / result.hours();
    double answers = result.answers();
    List<Serving> models = result.models();
    return String.format(
        Locale.ROOT,
        "%-10s %8.0f %5.0f  %6.1f %4.0f %4.0f %6.0f %7.0f %5.0f %6.0f %5.0f %6.2f %7.0f %6.1f %6d"
            + " %7d %4.0f %6.2f %6.2f\n",
        strategy.name().toLowerCase(Locale.ROOT),
        result.ttft().quantile(0.5),
        result.ttft().quantile(0.95),
        result.itl().quantile(0.5),
        result.gap().quantile(0.95),
        result.gap().quantile(0.99),
        result.gap().quantile(1),
        result.e2e().quantile(0.5),
        result.e2e().quantile(0.95),
        result.stall().quantile(0.5),
        result.stall().quantile(0.95),
        result.calls() / answers,
        result.usage().promptTokens() / answers,
        100.0 * result.usage().cachedTokens() / result.usage().promptTokens(),
        result.failed(),
        result.refused(),
        100 * result.utilisation(models.getLast()),
        result.usdPerHour(),
        1_000 * result.usdPerHour() / perHour);
  }
}
