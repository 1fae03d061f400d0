package dev.staircase.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FleetFileTest {
  private static final String FILE =
      """
      models:
        m: {replicas: 2, token-ms: 10, usd-per-hour: 3}
      team: {proposers: [m, m], aggregator: m, layout: grouped, pace: eager}
      load: {rate: 5, prompt: 10, proposal: [5, 6], answer: {median: 20, sigma: 0.5}}
      """;

  @Test
  void whatIsLeftOutHasAValue() {
    Fleet fleet = FleetFile.parse(FILE, "f.yaml");
    assertThat(fleet.team())
        .isEqualTo(new Team(List.of("m", "m"), "m", Layout.GROUPED, Pace.EAGER));
    assertThat(fleet.load())
        .isEqualTo(
            new Load(
                new Arrivals.Poisson(5),
                new Length.Fixed(10),
                new Length.Empirical(List.of(5, 6)),
                new Length.Lognormal(20, 0.5, 4_096)));
    assertThat(fleet.models().getFirst().slots()).isEqualTo(64);
    assertThat(fleet.models().getFirst().usdPerHour()).isEqualTo(3);
  }

  @Test
  void theExampleIsAFleetThatHoldsItsLoad() throws Exception {
    Fleet fleet = FleetFile.load(Path.of("../docs/fleet.yaml"));
    Slo slo = Slo.parse("ttft p95 < 1s, itl p95 < 50ms");
    Result result = Simulation.run(fleet, Strategy.STAIRCASE, slo, Extent.of(200, 1));
    assertThat(result.meets()).isTrue();
    assertThat(result.usdPerHour()).isEqualTo(3 * 6 * 1.2 + 12 * 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 2 | replicas: two | f.yaml: models: m: replicas: expected a whole number, found"
            + " \"two\"",
        "replicas: 2 | replicas: 0 | f.yaml: models: m: m: replicas must be 1 to 100000, found 0.0",
        "replicas: 2 | replica: 2 | f.yaml: models: m: expected the keys replicas, ",
        "token-ms: 10, |  | f.yaml: models: m: expected the key token-ms, found none",
        "pace: eager | pace: fast | f.yaml: team: pace: expected paper, eager, balanced or careful,"
            + " found \"fast\"",
        "grouped | wide | f.yaml: team: layout: expected grouped or appended, found \"wide\"",
        "aggregator: m | aggregator: n | f.yaml: the team's models are among the fleet's (m), found"
            + " 'n'",
        "rate: 5 | rate: 0 | f.yaml: load: rate: a rate is more than 0 and at most 1000000 a"
            + " second",
        "rate: 5, |  | f.yaml: load: expected one of rate (questions a second), bursts or"
            + " arrivals-ms",
        "models: | models: [ | f.yaml: expected YAML, found what can't be read: ",
      })
  void mistakesAreToldWithTheirPlace(String right, String wrong, String message) {
    assertThatThrownBy(
            () -> FleetFile.parse(FILE.replace(right, wrong == null ? "" : wrong), "f.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
