package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said to those who ask for what can't be had, and with which exit code.
final class UsageTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ask                               | expected a question as an argument or on standard"
            + " input",
        "ask hi --max-tokens -1            | --max-tokens: expected 0 (no limit) or more, found -1",
        "ask hi --temperature 3            | --temperature: expected 0 to 2, found 3.0",
        "ask hi --pace {                   | --pace: expected a name or a JSON object, found {",
        "ask hi --config nowhere.yaml      | nowhere.yaml: expected a configuration file, found"
            + " none",
        "ask hi --no-such-option           | Unknown option",
        "race                              | Missing required parameter",
        "bench --modes slow                | --modes: expected single, serial or staircase, found"
            + " slow",
        "bench --rate 1 --concurrency 2    | expected --rate or --concurrency, found both",
        "bench --rate 0                    | --rate: expected more than 0 and at most 1000 a"
            + " second",
        "bench --requests 0                | --requests: expected 1 to 100,000, found 0",
        "bench --models nobody             | there is no model 'nobody'; configured are: trio,",
        "bench --paces brisk               | brisk",
        "bench --prompts nowhere.jsonl     | nowhere.jsonl: expected a file or folder, found none",
        "plan --slo x                      | Missing required option: '--config=FILE'",
        "plan --config x.yaml --slo fast   | --slo: expected terms such as 'ttft p95 < 1s'",
        "soak --for soon                   | --for: expected a time such as 90s, 30m or 2h, found"
            + " soon",
        "soak --rate 0                     | --rate: expected 1 to 200 questions a second, found 0",
        "simulate --seeds 0                | --seeds: expected 1 to",
        "models --pace p1=fast             | expected a preset (llama-cpp, steady), found 'fast'",
        "models --pace *=steady --pace p9.itl=20ms | expected a model (p1, p2, p3, agg), found",
        "models --pace p9.itl=20ms         | expected a model (p1, p2, p3, agg), found 'p9'",
        "replay nowhere.jsonl              | nowhere.jsonl: expected a file or folder, found none",
        "replay nowhere.jsonl --pace brisk | --pace: expected paces of paper, eager, balanced,",
        "replay nowhere.jsonl --layout wide | --layout: expected grouped or appended, found wide",
        "bench fit nowhere                 | nowhere: expected a file or folder, found none",
        "bench fit                         | Missing required parameter",
        "topology nowhere.yaml             | nowhere.yaml: expected a configuration file, found"
            + " none",
        "topology --model nobody           | --model: expected one of trio, trio-appended,",
        "topology --format dot             | --format: expected text, mermaid or json, found 'dot'",
        "topology --tokens 0               | --tokens: expected 1 to 5,000, found 0",
        "topology --speed fast             | --speed: expected MODEL=FIRST+PREFILL+ITL in ms",
        "config                            | expected check or show after config",
        "config check nowhere.yaml         | nowhere.yaml: expected a configuration file, found"
            + " none",
      })
  void wrongUsageIsTold(String line, String message) {
    var world = new World();
    assertThat(world.run(line.strip().split(" +"))).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains(message);
    assertThat(world.out()).isEmpty();
  }

  @Test
  void everyMistakeOfAConfigurationIsTold() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            upstreams:
              local: { base-url: http://127.0.0.1:8801/v1 }
            models:
              trio:
                topology: mixture-of-agents
                proposers: [local/p1, elsewhere/p2]
                aggregator: local/agg
                layout: upside-down
            """);
    var world = new World();
    assertThat(world.run("config", "check", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(world.err().lines())
        .allMatch(line -> line.matches("staircase: .*wrong\\.yaml:\\d+:\\d+: .*"))
        .anyMatch(line -> line.contains(":8:") && line.contains("upside-down"));
  }

  @Test
  void aConfigurationIsCheckedAndShown() throws Exception {
    try (var rig = new Rig(folder)) {
      var checked = new World();
      assertThat(checked.run("config", "check", rig.config.toString())).isEqualTo(ExitCode.DONE);
      assertThat(checked.out())
          .contains("no mistakes found. Upstreams: local. Models: trio, alone.");
      var shown = new World();
      assertThat(shown.run("config", "show", rig.config.toString())).isEqualTo(ExitCode.DONE);
      assertThat(shown.out()).contains("trio:").contains("base-url: " + rig.models.baseUrl());
    }
    var builtIn = new World();
    assertThat(builtIn.run("config", "show")).isEqualTo(ExitCode.DONE);
    assertThat(builtIn.out()).contains("trio:").contains("http://127.0.0.1:8801/v1");
  }

  @Test
  void notATraceIsTold() throws IOException {
    var file = Files.writeString(folder.resolve("no.jsonl"), "{\"answer\": 42}\n");
    var world = new World();
    assertThat(world.run("replay", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("no.jsonl:1: expected the header of a trace");
  }

  @Test
  void aSimulationTellsItsFigures() {
    var world = new World();
    assertThat(world.run("simulate", "--seeds", "3", "--json")).isEqualTo(ExitCode.DONE);
    assertThat(world.out())
        .contains(
            "\"seeds\":3,", "\"from\":1,", "\"answers\":3,", "\"failures\":0,", "\"hash\":\"");
  }
}
