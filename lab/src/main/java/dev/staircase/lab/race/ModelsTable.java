package dev.staircase.lab.race;

import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.measure.Stream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The table of several models' races, in Markdown: a row for each model, the serial figure before
/// the staircase's.
public final class ModelsTable {
  private static final String HEAD =
      """
      | model | TTFT s, serial | staircase | ideal | ratio | E2E s, serial | staircase | ratio | calls | prompt tokens | facts |
      |---|---|---|---|---|---|---|---|---|---|---|
      """;

  private ModelsTable() {}

  /// The table as text, each line ended.
  public static String of(List<ModelRace> races) {
    StringBuilder table = new StringBuilder(HEAD);
    for (ModelRace race : races) {
      RaceResult result = race.result();
      Double ttft = seconds(result.staircase(), Stream.Figures::ttftMs);
      Double serialTtft = seconds(result.serial(), Stream.Figures::ttftMs);
      Double e2e = seconds(result.staircase(), Stream.Figures::e2eMs);
      Double serialE2e = seconds(result.serial(), Stream.Figures::e2eMs);
      Double ideal = result.idealTtftMs() == null ? null : result.idealTtftMs() / 1_000;
      List<String> cells =
          List.of(
              race.model(),
              text("%.2f", serialTtft),
              text("%.2f", ttft),
              text("%.2f", ideal),
              text("%.2f", ratio(ttft, serialTtft)),
              text("%.2f", serialE2e),
              text("%.2f", e2e),
              text("%.2f", ratio(e2e, serialE2e)),
              both(result, lane -> Integer.toString(lane.calls())),
              both(result, lane -> "%,d".formatted(lane.usage().promptTokens())),
              both(result, ModelsTable::facts));
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return table.toString();
  }

  private static String facts(LaneResult lane) {
    FactScore facts = lane.facts();
    if (facts == null || facts.known() == 0) {
      return "-";
    }
    int off = facts.repeated() + facts.contradicted();
    return "%d of %d%s"
        .formatted(facts.covered(), facts.known(), off == 0 ? "" : " (%d off)".formatted(off));
  }

  private static String both(RaceResult result, Function<LaneResult, String> told) {
    String serial = told.apply(result.serial());
    String staircase = told.apply(result.staircase());
    return serial.equals(staircase) ? serial : serial + " / " + staircase;
  }

  private static @Nullable Double seconds(
      LaneResult lane, ToDoubleFunction<Stream.Figures> figure) {
    return lane.figures() == null ? null : figure.applyAsDouble(lane.figures()) / 1_000;
  }

  private static @Nullable Double ratio(@Nullable Double staircase, @Nullable Double serial) {
    return staircase == null || serial == null ? null : staircase / serial;
  }

  private static String text(String format, @Nullable Double figure) {
    return figure == null ? "-" : String.format(Locale.ROOT, format, figure);
  }
}
