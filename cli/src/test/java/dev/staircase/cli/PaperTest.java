package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.lab.paper.Cell;
import dev.staircase.lab.paper.Conditions;
import dev.staircase.lab.paper.Figures;
import dev.staircase.lab.paper.FixedCost;
import dev.staircase.lab.paper.Proposals;
import dev.staircase.lab.paper.Study;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class PaperTest {
  /// Everything a hundred times faster than in the paper.
  private static final Conditions FAST =
      new Conditions(Proposals.FITTED_LENGTH, FixedCost.ONCE, 0.01);

  @Test
  void theTableInVirtualTime() {
    var world = new World();
    assertThat(world.run("bench", "paper", "--virtual")).isEqualTo(ExitCode.DONE);
    assertThat(world.out())
        .contains("played by the engine in virtual time", "| MoA, staircase, prefix caching | ");
    assertThat(world.err()).isEmpty();
  }

  @Test
  void oneJsonObject() {
    var world = new World();
    assertThat(world.run("bench", "paper", "--virtual", "--json")).isEqualTo(ExitCode.DONE);
    assertThat(world.out().lines()).hasSize(1);
    var json = JsonMapper.shared().readTree(world.out());
    assertThat(json.get("virtual").asBoolean()).isTrue();
    assertThat(json.get("version").asString()).isNotEmpty();
  }

  /// Every cell is answered whole, as often as it should be, and no faster than models can be.
  @Test
  void cellsAreMeasuredThroughTheServer() throws IOException, InterruptedException {
    Study study = Study.of(FAST);
    Map<Cell, Figures> ideal = new LinkedHashMap<>();
    study.table().forEach(cell -> ideal.put(cell, cell.play()));
    var world = new World().onAScreen();
    try (var loops = new Loops()) {
      var run = PaperRun.open(loops.vertx(), study.rows(), ideal, 2, 1, world.console());
      assertThat(run.run()).isTrue();
      run.close();
      assertThat(run.medians().keySet()).containsExactlyInAnyOrderElementsOf(study.table());
      run.medians()
          .forEach((cell, figures) ->
              assertThat(figures.e2eMs())
                  .as(cell.name())
                  .isGreaterThan(figures.ttftMs())
                  .isGreaterThan(0.9 * ideal.getOrDefault(cell, figures).e2eMs()));
    }
    assertThat(world.err()).contains("] 18/18, 0:00 left");
  }

  @Test
  void anInterruptEndsItCleanly() throws Exception {
    var world = new World();
    var code = CompletableFuture.supplyAsync(() -> world.run("bench", "paper"));
    world.interrupt.fire();
    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(world.err()).contains("staircase: interrupted; every call is closed");
    assertThat(world.out()).isEmpty();
  }
}
