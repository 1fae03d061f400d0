package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class PlanTest {
  @TempDir private Path folder;
  private Path fleet = Path.of("");

  @BeforeEach
  void aSmallFleet() throws IOException {
    fleet =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            models:
              local/a: {token-ms: 5, usd-per-hour: 1, slots: 4}
              local/w: {token-ms: 10, usd-per-hour: 3, slots: 4}
            team: {proposers: [local/a, local/a], aggregator: local/w}
            load: {rate: 4, prompt: 40, proposal: 50, answer: 50}
            """);
  }

  private World run(int code, String... more) {
    var world = new World();
    String[] args = {
      "plan", "--config", fleet.toString(), "--answers", "100", "--paces", "balanced"
    };
    String[] all = Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new);
    assertThat(world.run(all)).as(world.err()).isEqualTo(code);
    return world;
  }

  @Test
  void aPlanIsToldAndWritten() {
    Path out = folder.resolve("out");
    var world =
        run(
            ExitCode.DONE,
            "--slo",
            "ttft p95 < 200ms",
            "--rate",
            "300/min",
            "--out",
            out.toString());
    assertThat(world.out())
        .contains(
            "5.0 questions a second, ttft p95 < 200ms",
            "cheapest plans",
            "staircase balanced",
            "confirmed with another seed",
            "no number of replicas found: ttft p95 is 2",
            "What a simulation can't tell:");
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    assertThat(out.resolve("plan.json")).isNotEmptyFile();
  }

  @Test
  void oneJsonObject() {
    var world = run(ExitCode.DONE, "--slo", "e2e p95 < 2s", "--json", "--layouts", "grouped");
    assertThat(world.out().lines()).hasSize(1);
    assertThat(world.err()).isEmpty();
    var json = JsonMapper.shared().readTree(world.out());
    assertThat(json.get("per_second").asDouble()).isEqualTo(4);
    assertThat(json.get("ways")).hasSize(3);
    assertThat(json.get("met").asBoolean()).isTrue();
  }

  @Test
  void whatCanNotBeKeptFails() {
    var world = run(ExitCode.FAILED, "--slo", "itl p95 < 2ms", "--rate", "1");
    assertThat(world.out()).contains("itl p95 is 10ms at best, expected < 2ms");
  }

  @Test
  void aScreenShowsHowFarItIs() {
    var world = new World().onAScreen();
    assertThat(
            world.run(
                "plan",
                "--config",
                fleet.toString(),
                "--answers=100",
                "--paces=eager",
                "--layouts=appended",
                "--slo=e2e p95 < 2s"))
        .isEqualTo(ExitCode.DONE);
    assertThat(world.err()).contains("plan [");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rate=fast     | --rate: expected more than 0 and at most 10000/s, such as 50/s or"
            + " 3000/min, found 'fast'",
        "--rate=0        | --rate: expected more than 0",
        "--answers=9     | --answers: expected 100 to 1,000,000, found 9",
        "--paces=brisk   | expected paces of paper, eager, balanced and careful, found 'brisk'",
        "--layouts=round | --layouts: expected grouped or appended, found round",
        "--config=no.yml | no.yml: expected a fleet file, found none",
      })
  void wrongUsageIsTold(String option, String message) {
    var world = new World();
    assertThat(
            world.run(
                "plan",
                "--slo=e2e p95 < 2s",
                option.startsWith("--config") ? "--seed=1" : "--config=" + fleet,
                option.strip()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains(message);
    assertThat(world.out()).isEmpty();
  }
}
