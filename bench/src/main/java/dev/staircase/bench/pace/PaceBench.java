package dev.staircase.bench.pace;

import dev.staircase.core.engine.Pace;
import dev.staircase.lab.schedule.Schedule;
import java.util.Locale;
import java.util.function.Function;

/// Prints the pace `balanced` beside the one that follows from measured speeds, in virtual time.
public final class PaceBench {
  private PaceBench() {}

  public static void main(String[] args) {
    System.out.println(
        """
        Each figure: balanced / auto. Virtual time, ideal models: no network, no jitter.

        | speeds | shape | cache | tokens | auto: next, growth, cap | TTFT ms | E2E ms | calls | prompt tokens | idle ms | late % | E2E x | prompts x |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|\
        """);
    Cell.all().forEach(cell -> System.out.println(row(cell.run())));
  }

  private static String row(Cell.Result result) {
    Cell cell = result.cell();
    Pace pace = result.paces().getLast();
    return String.join(
        " | ",
        "| " + words(cell.speeds()),
        words(cell.shape()),
        cell.cached() ? "yes" : "no",
        "" + cell.tokens(),
        "%d, %s, %d".formatted(pace.nextChunk(), pace.growth(), pace.chunkCap()),
        both(result, Schedule::ttftMs),
        both(result, Schedule::e2eMs),
        both(result, schedule -> (double) schedule.calls()),
        both(result, schedule -> (double) schedule.usage().promptTokens()),
        both(result, schedule -> schedule.writer().idleMs()),
        both(result, schedule -> schedule.late() == null ? 0 : 100 * schedule.late().after50()),
        String.format(Locale.ROOT, "%.3f", result.time()),
        String.format(Locale.ROOT, "%.2f |", result.prompts()));
  }

  private static String both(Cell.Result result, Function<Schedule, Double> figure) {
    return String.format(
        Locale.ROOT, "%,.0f / %,.0f", figure.apply(result.balanced()), figure.apply(result.auto()));
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
