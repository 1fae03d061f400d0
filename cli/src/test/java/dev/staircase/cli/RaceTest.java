package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class RaceTest {
  private static final String[] FIGURES = {
    "ttft_ms",
    "e2e_ms",
    "stall_ms",
    "max_gap_ms",
    "itl_ms",
    "steps",
    "calls",
    "prompt_tokens",
    "cached_tokens",
    "completion_tokens",
    "answer"
  };

  @TempDir private Path folder;

  /// Off the fact base, since such answers are short; the built-in models as they are.
  @Test
  void builtInModelsRaceWithoutAConfiguration() {
    var world = new World();
    assertThat(world.run("race", "--json", "Which way did he go?")).isEqualTo(ExitCode.DONE);
    assertThat(world.out().lines()).hasSize(1);
    var json = JsonMapper.shared().readTree(world.out());
    assertThat(json.get("question").asString()).isEqualTo("Which way did he go?");
    for (var lane : new String[] {"serial", "staircase"}) {
      assertThat(json.get(lane).propertyNames()).contains(FIGURES);
      assertThat(json.get(lane).get("answer").asString()).contains("no language model");
    }
    double ideal = json.get("ideal").get("ttft_ms").asDouble();
    double staircase = json.get("staircase").get("ttft_ms").asDouble();
    assertThat(staircase).isBetween(ideal, json.get("serial").get("ttft_ms").asDouble() / 2);
  }

  @Test
  void plainLinesWithoutAScreen() throws IOException, InterruptedException {
    try (var rig = fast()) {
      var world = new World();
      assertThat(race(world, rig, "--in-turn")).isEqualTo(ExitCode.DONE);
      assertThat(world.out())
          .containsSubsequence(
              "s  serial     first text",
              "s  serial     done",
              "s  staircase  first text",
              "s  staircase  done",
              "serial:",
              "Rayleigh",
              "staircase:",
              "Rayleigh",
              "TTFT, time to first text, ms")
          .doesNotContain("\u001b");
      assertThat(world.err()).isEmpty();
    }
  }

  @Test
  void aScreenIsGivenBack() throws IOException, InterruptedException {
    try (var rig = fast()) {
      var world = new World().onAScreen();
      assertThat(race(world, rig)).isEqualTo(ExitCode.DONE);
      assertThat(world.out())
          .containsSubsequence(
              "\u001b[?1049h",
              "\u001b[?25l",
              "STAIRCASE",
              "\u001b[?25h",
              "\u001b[?1049l",
              "SERIAL",
              "TTFT");
    }
  }

  @Test
  void anInterruptGivesTheScreenBack() throws Exception {
    try (var rig = new Rig(folder, "pace", "*.itl=200")) {
      var world = new World().onAScreen();
      var code = CompletableFuture.supplyAsync(() -> race(world, rig));
      var stats = rig.models.stats();
      assertThat(stats.await(all -> all.open() >= 6, Duration.ofSeconds(20))).isTrue();
      world.interrupt.fire();
      assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(world.out()).endsWith("\u001b[?25h\u001b[?1049l");
      assertThat(stats.await(all -> all.open() == 0, Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void severalModelsGiveOneTable() throws IOException, InterruptedException {
    try (var rig = fast()) {
      var world = new World();
      assertThat(race(world, rig, "--model", "trio,alone")).isEqualTo(ExitCode.DONE);
      assertThat(world.out().lines().map(line -> line.split("[|]").length)).containsOnly(12);
      assertThat(world.out()).contains("| trio | ", "| alone | ");
      var json = new World();
      assertThat(race(json, rig, "--model", "trio,alone", "--json")).isEqualTo(ExitCode.DONE);
      assertThat(json.out().lines().map(JsonMapper.shared()::readTree))
          .extracting(line -> line.get("model").asString())
          .containsExactly("trio", "alone");
    }
  }

  @Test
  void aRaceThatFailsSaysWhy() throws IOException, InterruptedException {
    try (var rig = new Rig(folder, "fault", "*=refuse:503")) {
      var world = new World();
      assertThat(race(world, rig)).isEqualTo(ExitCode.FAILED);
      assertThat(world.out()).contains("serial failed: ", "staircase failed: ", "503");
    }
  }

  private Rig fast() throws IOException, InterruptedException {
    return new Rig(folder, "pace", "*.ttft=1", "pace", "*.itl=1");
  }

  private static int race(World world, Rig rig, String... more) {
    var line = new String[more.length + 4];
    System.arraycopy(
        new String[] {"race", "Why is the sky blue?", "--config", rig.config.toString()},
        0,
        line,
        0,
        4);
    System.arraycopy(more, 0, line, 4, more.length);
    return world.run(line);
  }
}
