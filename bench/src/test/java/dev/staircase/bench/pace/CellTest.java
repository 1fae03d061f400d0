package dev.staircase.bench.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the adaptive pace promises, on the whole grid.
final class CellTest {
  /// Where a first chunk falls among the steps of a layer in the middle is luck.
  private static final double LUCK = 1.02;

  private static List<Cell.Result> results = List.of();

  @BeforeAll
  static void run() {
    results = Cell.all().stream().map(Cell::run).toList();
  }

  @Test
  void everyAnswerIsWritten() {
    assertThat(results)
        .hasSize(60)
        .allSatisfy(result -> {
          assertThat(result.auto().outcome()).isEqualTo(new Outcome.Completed(Finish.STOP));
          assertThat(result.auto().writer().usage().completionTokens())
              .isGreaterThanOrEqualTo(result.cell().tokens());
        });
  }

  @Test
  void noAnswerIsLater() {
    assertThat(results)
        .allSatisfy(result -> assertThat(result.time()).as("%s", result.cell()).isLessThan(1.01));
  }

  @Test
  void noFirstTextIsLater() {
    assertThat(results)
        .allSatisfy(result -> {
          double most = result.cell().shape() == Shape.MOA_3X1 ? 1 : LUCK;
          assertThat(result.auto().ttftMs())
              .as("%s", result.cell())
              .isLessThanOrEqualTo(most * result.balanced().ttftMs());
        });
  }

  @Test
  void whereSpeedsDifferAnswersAreSooner() {
    var times =
        results.stream()
            .filter(result -> result.cell().speeds() != SpeedSet.EQUAL)
            .collect(
                Collectors.groupingBy(
                    result -> result.cell().speeds() + " " + result.cell().shape(),
                    Collectors.averagingDouble(Cell.Result::time)));
    assertThat(times).hasSize(12).allSatisfy((set, time) -> assertThat(time).isLessThan(0.995));
  }

  @Test
  void fastProposersAreReadLessOften() {
    assertThat(results)
        .filteredOn(result -> result.cell().speeds() == SpeedSet.FAST_PROPOSERS)
        .filteredOn(result -> result.cell().shape() == Shape.MOA_3X1)
        .hasSize(4)
        .allSatisfy(result -> assertThat(result.prompts()).isLessThan(0.8));
  }
}
