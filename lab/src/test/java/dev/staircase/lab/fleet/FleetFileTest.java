package dev.staircase.lab.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.measure.Slo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        "replicas: 2 | replicas: two | f.yaml:2:17: models.m.replicas: expected a whole number,"
            + " found \"two\"",
        "replicas: 2 | replicas: 0 | f.yaml:2:3: models.m: m: replicas must be 1 to 100000, found"
            + " 0.0",
        "replicas: 2 | replica: 2 | f.yaml:2:16: models.m.replica: expected the keys replicas, ",
        "token-ms: 10, |  | f.yaml:2:3: models.m: expected the key token-ms, found none",
        "pace: eager | pace: fast | f.yaml:3:65: team.pace: expected paper, eager, balanced or"
            + " careful, found \"fast\"",
        "grouped | wide | f.yaml:3:50: team.layout: expected grouped or appended, found \"wide\"",
        "aggregator: m | aggregator: n | f.yaml:1:1: the team's models are among the fleet's (m),"
            + " found 'n'",
        "rate: 5 | rate: 0 | f.yaml:4:14: load.rate: a rate is more than 0 and at most 1000000 a"
            + " second",
        "rate: 5, |  | f.yaml:4:1: load: expected one of rate (questions a second), bursts,"
            + " arrivals (a file of times) or arrivals-ms",
        "rate: 5 | rate: 5, arrivals-ms: [1] | f.yaml:4:1: load: expected one of rate ",
        "[5, 6] | [5, x] | f.yaml:4:43: load.proposal[1]: expected a whole number, found \"x\"",
        "rate: 5 | arrivals: none.txt | f.yaml:4:18: load.arrivals: expected a file of times, found"
            + " no none.txt",
        "models: | models: [ | f.yaml:3:1: expected YAML, found a mistake: ",
        "rate: 5 | rate: 5, rate: 6 | f.yaml:4:17: load.rate: expected each key once, ",
      })
  void mistakesAreToldWithTheirPlace(String right, String wrong, String message) {
    assertThatThrownBy(
            () -> FleetFile.parse(FILE.replace(right, wrong == null ? "" : wrong), "f.yaml"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void arrivalsMayBeAFileBesideTheFleets(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("times.txt"), "0\n12.5\n\n12.5\n40\n");
    Path fleet = folder.resolve("f.yaml");
    Files.writeString(fleet, FILE.replace("rate: 5", "arrivals: times.txt"));
    assertThat(FleetFile.load(fleet).load().arrivals())
        .isEqualTo(new Arrivals.Trace(List.of(0.0, 12.5, 12.5, 40.0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'0;5;4' | times.txt:3: expected a number of milliseconds, 0 or more and not before the"
            + " line above, found '4'",
        "'0;soon' | times.txt:2: expected a number of milliseconds, ",
        "'NaN' | times.txt:1: expected a number of milliseconds, ",
        "';' | times.txt: expected times of arrival, found an empty file",
      })
  void aLineThatIsNoTimeIsNamed(String lines, String message, @TempDir Path folder)
      throws Exception {
    Path times = folder.resolve("times.txt");
    Files.writeString(times, lines.replace("'", "").replace(";", "\n"));
    assertThatThrownBy(() -> ArrivalsFile.read(times))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.resolve(message).toString());
  }
}
