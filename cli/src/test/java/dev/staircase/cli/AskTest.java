package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class AskTest {
  private static final String QUESTION = "Why is the sky blue?";

  @TempDir private Path folder;
  private Rig rig;

  @BeforeEach
  void models() throws IOException, InterruptedException {
    rig = new Rig(folder, "pace", "*.ttft=1", "pace", "*.itl=1");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theAnswerGoesToOutAndWhatItTookToErr() {
    var world = new World();
    assertThat(ask(world, QUESTION)).isEqualTo(ExitCode.DONE);
    assertThat(world.out()).contains("Rayleigh").endsWith("the blue colour of the sky.\n");
    assertThat(world.err()).contains("[trio: first text after ").contains(" completion; ");
  }

  @Test
  void theQuestionMayComeFromStandardInput() {
    var world = new World().reading(QUESTION + "\n");
    assertThat(ask(world, "--mode", "serial")).isEqualTo(ExitCode.DONE);
    assertThat(world.out()).contains("Rayleigh");
    assertThat(world.err()).contains("; 1 steps, 4 calls;");
  }

  @Test
  void jsonIsOneObject() {
    var world = new World();
    assertThat(ask(world, QUESTION, "--json", "--mode", "single")).isEqualTo(ExitCode.DONE);
    assertThat(world.out().lines()).hasSize(1);
    var json = JsonMapper.shared().readTree(world.out());
    assertThat(json.get("question").asString()).isEqualTo(QUESTION);
    assertThat(json.get("outcome").asString()).isEqualTo("completed");
    assertThat(json.get("calls").asInt()).isEqualTo(1);
    assertThat(json.get("answer").asString()).contains("Rayleigh");
    assertThat(json.get("ttft_ms").asDouble()).isPositive();
    assertThat(json.get("agents")).hasSize(1);
  }

  @Test
  void aTraceReplays() throws IOException {
    var trace = folder.resolve("trace.jsonl");
    assertThat(ask(new World(), QUESTION, "--trace", trace.toString())).isEqualTo(ExitCode.DONE);
    var same = new World();
    assertThat(same.run("replay", trace.toString())).isEqualTo(ExitCode.DONE);
    assertThat(same.out()).matches("same: [\\d,]+ events, [\\d,]+ effects\\R");

    var text = Files.readString(trace);
    Files.writeString(
        trace,
        text.replaceFirst("\"type\":\"emit\",\"text\":\"Sev", "\"type\":\"emit\",\"text\":\"Rev"));
    var other = new World();
    assertThat(other.run("replay", trace.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(other.out()).contains("the engine decided otherwise").contains("\"Rev");
  }

  @Test
  void whatIsWrongWithTheQuestionIsWrongUsage() {
    var model = new World();
    assertThat(ask(model, QUESTION, "--model", "quartet")).isEqualTo(ExitCode.USAGE);
    assertThat(model.err()).contains("--model: there is no model 'quartet'; configured are: trio");
    var pace = new World();
    assertThat(ask(pace, QUESTION, "--pace", "hasty")).isEqualTo(ExitCode.USAGE);
    assertThat(pace.err()).contains("paper, eager, balanced, careful", "found 'hasty'");
    var layout = new World();
    assertThat(ask(layout, QUESTION, "--layout", "{}")).isEqualTo(ExitCode.USAGE);
    assertThat(layout.err()).contains("grouped, appended");
  }

  @Test
  void aFailedAnswerIsTold() throws IOException, InterruptedException {
    try (var broken =
        new Rig(Files.createDirectory(folder.resolve("broken")), "fault", "*=refuse:503")) {
      var world = new World();
      assertThat(world.run("ask", QUESTION, "--config", broken.config.toString()))
          .isEqualTo(ExitCode.FAILED);
      assertThat(world.out()).isEmpty();
      assertThat(world.err()).contains("staircase: the answer failed: ").contains("503");
    }
  }

  @Test
  void anInterruptClosesEveryCall() throws Exception {
    try (var slow = new Rig(Files.createDirectory(folder.resolve("slow")), "pace", "*.itl=200")) {
      var world = new World();
      var code =
          CompletableFuture.supplyAsync(
              () -> world.run("ask", QUESTION, "--config", slow.config.toString()));
      var stats = slow.models.stats();
      assertThat(stats.await(all -> all.open() == 3, Duration.ofSeconds(10))).isTrue();
      world.interrupt.fire();
      assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(world.err()).contains("interrupted; every call is closed");
      assertThat(stats.await(all -> all.open() == 0, Duration.ofSeconds(10))).isTrue();
      assertThat(stats.closedByClient()).hasSize(3);
    }
  }

  @Test
  void whatAModelSaysCannotCommandTheTerminal() {
    assertThat(Wrap.printable("a\u001b[2Jb\tc\nd\u0007")).isEqualTo("a[2Jb    c\nd");
  }

  private int ask(World world, String... args) {
    var line = new String[args.length + 3];
    line[0] = "ask";
    line[1] = "--config";
    line[2] = rig.config.toString();
    System.arraycopy(args, 0, line, 3, args.length);
    return world.run(line);
  }
}
