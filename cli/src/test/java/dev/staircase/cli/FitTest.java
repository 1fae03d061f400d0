package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.fleet.FleetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an answer through its trace to a fleet, and to other paces.
final class FitTest {
  @TempDir private Path folder;

  @Test
  void aTraceMakesAFleetAndIsReplayedAtOtherPaces() throws Exception {
    Path traces = Files.createDirectory(folder.resolve("traces"));
    Path trace = traces.resolve("t.jsonl");
    try (var rig = new Rig(folder)) {
      var asked = new World();
      assertThat(
              asked.run(
                  "ask",
                  "Why is the sky blue?",
                  "--config",
                  rig.config.toString(),
                  "--trace",
                  trace.toString()))
          .isEqualTo(ExitCode.DONE);
    }
    var replayed = new World();
    assertThat(
            replayed.run(
                "replay", trace.toString(), "--pace", "eager,serial", "--layout", "appended"))
        .isEqualTo(ExitCode.DONE);
    assertThat(replayed.out().lines())
        .anyMatch(line -> line.startsWith("recorded "))
        .anyMatch(line -> line.startsWith("replayed as it was "))
        .anyMatch(line -> line.startsWith("eager, appended "))
        .anyMatch(line -> line.startsWith("serial, appended "));
    Files.writeString(traces.resolve("other.jsonl"), "{}\n");
    Path fleet = folder.resolve("fleet.yaml");
    var fitted = new World();
    assertThat(fitted.run("bench", "fit", traces.toString(), "--out", fleet.toString()))
        .isEqualTo(ExitCode.DONE);
    assertThat(fitted.err())
        .contains("staircase: left out: ", "other.jsonl:1: expected the header of a trace")
        .contains("models: 4, traces: 1;");
    assertThat(FleetFile.load(fleet).team().proposers()).hasSize(3);
  }

  @Test
  void nothingToLearnFromIsWrongUsage() throws IOException {
    var world = new World();
    assertThat(world.run("bench", "fit", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(world.err()).contains("expected traces, *.jsonl or *.jsonl.gz, found none");
    assertThat(world.out()).isEmpty();
  }
}
