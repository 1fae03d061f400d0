package dev.staircase.bench.pace;

import dev.staircase.core.engine.Pace;
import dev.staircase.lab.schedule.Schedule;
import java.util.Locale;

/// Prints the pace `balanced` beside the pace that follows from measured speeds, in virtual time.
public final class PaceBench {
  private PaceBench() {}

  public static void main(String[] args) {
    System.out.println(
        "| speeds | shape | cache | tokens | auto: next, growth, cap | TTFT ms | E2E ms | calls | prompt tokens | idle ms | late % | E2E x | prompts x |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (Cell cell : Cell.all()) {
      System.out.println(row(cell.run()));
    }
  }

  private static String row(Cell.Result result) {
    Cell cell = result.cell();
    Schedule before = result.balanced();
    Schedule after = result.auto();
    Pace pace = result.paces().getLast();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %d | %d, %s, %d | %.0f / %.0f | %.0f / %.0f | %d / %d | %d / %d | %.0f / %.0f | %.0f / %.0f | %.3f | %.2f |",
        cell.speeds().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        cell.shape().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        cell.cached() ? "yes" : "no",
        cell.tokens(),
        pace.nextChunk(),
        pace.growth(),
        pace.chunkCap(),
        before.ttftMs(),
        after.ttftMs(),
        before.e2eMs(),
        after.e2eMs(),
        before.calls(),
        after.calls(),
        before.usage().promptTokens(),
        after.usage().promptTokens(),
        before.writer().idleMs(),
        after.writer().idleMs(),
        100 * before.late().after50(),
        100 * after.late().after50(),
        result.e2e(),
        result.prompts());
  }
}
