package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BenchTest {
  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("out");
  }

  private int bench(World world, Rig rig, String... more) {
    var line =
        new ArrayList<>(
            List.of("bench", "--config", rig.config.toString(), "--out", out().toString()));
    line.addAll(Arrays.asList(more));
    return world.run(line.toArray(String[]::new));
  }

  private List<JsonNode> results() throws IOException {
    return Files.readString(out().resolve("results.jsonl"))
        .lines()
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  private Rig fast() throws IOException, InterruptedException {
    return new Rig(folder, "pace", "*.ttft=1", "pace", "*.itl=1");
  }

  @Test
  void everyModeIsAskedTheSameAndASecondRunGoesOn() throws IOException, InterruptedException {
    try (var rig = fast()) {
      String[] command = {"--requests", "2", "--paces", "paper", "--layouts", "appended"};
      var world = new World();
      assertThat(bench(world, rig, command)).isEqualTo(ExitCode.DONE);
      assertThat(world.out().strip()).isEqualTo(out().resolve("report.html").toString());
      assertThat(world.err()).contains("] 6/6, 0:00 left");
      assertThat(results())
          .extracting(reply -> reply.at("/variant/mode").asString() + reply.get("round"))
          .containsExactly("single0", "serial0", "staircase0", "staircase1", "serial1", "single1");
      assertThat(results()).allMatch(reply -> reply.get("error").isNull());
      assertThat(results())
          .extracting(reply -> reply.at("/cost/calls").asInt() > 4)
          .containsExactly(false, false, true, true, false, false);
      assertThat(results().get(1).get("spans")).hasSize(4);
      assertThat(results()).allMatch(reply -> reply.get("ideal_ttft_ms").asDouble() > 0);

      var lines = Files.readAllLines(out().resolve("results.jsonl"));
      Files.write(out().resolve("results.jsonl"), lines.subList(0, 4));
      var again = new World();
      assertThat(bench(again, rig, command)).isEqualTo(ExitCode.DONE);
      assertThat(again.err()).contains("goes on after 4 of 6 answers");
      assertThat(results()).hasSize(6);
      JsonNode summary = JsonMapper.shared().readTree(out().resolve("summary.json").toFile());
      assertThat(summary.at("/about/command").asString())
          .startsWith("./staircase bench --config ")
          .endsWith("--requests 2 --paces paper --layouts appended");
      assertThat(summary.at("/summary/variants/2/ratios/ttft/median").asDouble()).isBetween(0., 1.);
      assertThat(summary.at("/summary/variants/2/figures/ttft/p99").isNull()).isTrue();

      var other = new World();
      assertThat(bench(other, rig, "--requests", "3")).isEqualTo(ExitCode.USAGE);
      assertThat(other.err()).contains("holds another benchmark", "requests was 2 and is 3");
    }
  }

  @Test
  void failedAnswersAreWrittenDownToo() throws IOException, InterruptedException {
    try (var rig = new Rig(folder, "fault", "*=refuse:503")) {
      var world = new World();
      assertThat(
              bench(
                  world,
                  rig,
                  "--requests",
                  "1",
                  "--modes",
                  "serial",
                  "--rate",
                  "100",
                  "--slo",
                  "ttft p95 < 1s"))
          .isEqualTo(ExitCode.FAILED);
      assertThat(results()).singleElement().matches(r -> r.get("error").asString().contains("503"));
      assertThat(world.err()).contains("1/1 (1 failed)");
      JsonNode row =
          JsonMapper.shared()
              .readTree(out().resolve("summary.json").toFile())
              .at("/summary/variants/0");
      assertThat(row.get("answers").asInt() + " " + row.get("errors").asInt()).isEqualTo("0 1");
      assertThat(row.get("goodput").asDouble()).isZero();
      assertThat(row.get("why").propertyNames()).singleElement().asString().contains("503");
    }
  }

  @Test
  void anObjectiveThatIsNoneIsTold() {
    var world = new World();
    assertThat(world.run("bench", "--slo", "quick")).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("--slo: expected terms such as 'ttft p95 < 1s'");
  }

  @Test
  void anInterruptLeavesWhatThereIs() throws Exception {
    try (var rig = new Rig(folder, "pace", "*.itl=200")) {
      var world = new World().onAScreen();
      var code =
          CompletableFuture.supplyAsync(
              () -> bench(world, rig, "--modes", "serial", "--warm-up", "0"));
      var stats = rig.models.stats();
      assertThat(stats.await(all -> all.open() >= 3, Duration.ofSeconds(20))).isTrue();
      world.interrupt.fire();
      assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(world.err()).contains("interrupted after 0 of 10 answers");
      assertThat(Files.readString(out().resolve("report.html"))).contains("10 answers are missing");
      assertThat(stats.await(all -> all.open() == 0, Duration.ofSeconds(10))).isTrue();
    }
  }

  /// Off the fact base, since such answers are short; so there are no facts to tell either.
  @Test
  void builtInModelsNeedNoConfiguration() throws IOException {
    Path prompts = Files.writeString(folder.resolve("prompts.txt"), "Which way did he go?\n");
    var world = new World();
    var args =
        "bench --requests 1 --warm-up 0 --modes staircase --out %s --prompts %s"
            .formatted(out(), prompts);
    assertThat(world.run(args.split(" ", -1))).isEqualTo(ExitCode.DONE);
    assertThat(results().getFirst().get("answer").asString()).contains("no language model");
    assertThat(results().getFirst().get("facts").isNull()).isTrue();
  }

  @Test
  void theBarTellsTheTimeThatIsLeft() {
    assertThat(Bar.line("bench", 0, 4, 0, -1))
        .isEqualTo("bench [..............................] 0/4, ? left");
    assertThat(Bar.line("bench", 1, 4, 1, 3_725.4))
        .isEqualTo("bench [#######.......................] 1/4 (1 failed), 1:02:05 left");
    assertThat(Bar.line("bench", 4, 4, 0, 0)).endsWith("[" + "#".repeat(30) + "] 4/4, 0:00 left");
  }

  @Test
  void theCommandIsWrittenAsAShellReadsIt() {
    assertThat(Provenance.quoted("--out=a/b")).isEqualTo("--out=a/b");
    assertThat(Provenance.quoted("{\"first-chunk\": 4}")).isEqualTo("'{\"first-chunk\": 4}'");
    assertThat(Provenance.quoted("it's")).isEqualTo("'it'\\''s'");
  }
}
