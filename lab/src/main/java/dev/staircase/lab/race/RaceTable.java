package dev.staircase.lab.race;

import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.measure.Stream;
import dev.staircase.runtime.answer.LateEvidence;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The table of a race: every figure of both sides, and the staircase's share of the serial one's.
public final class RaceTable {
  private final RaceResult race;
  private final StringBuilder text = new StringBuilder();

  private RaceTable(RaceResult race) {
    this.race = race;
  }

  /// The table as text, each line ended.
  public static String of(RaceResult race) {
    return new RaceTable(race).table();
  }

  private String table() {
    row("", "serial", "staircase", "ratio");
    times("TTFT, time to first text, ms", Stream.Figures::ttftMs);
    times("TTST, time to second token, ms", Stream.Figures::ttstMs);
    times("E2E, time to last text, ms", Stream.Figures::e2eMs);
    times("stall, gaps over 3 x the median, ms", Stream.Figures::stallMs);
    times("largest gap, ms", Stream.Figures::maxGapMs);
    times("ITL, mean time between tokens, ms", Stream.Figures::itlMs);
    counts("steps of the answer", LaneResult::steps, false);
    counts("calls of all models", LaneResult::calls, false);
    counts("prompt tokens", lane -> lane.usage().promptTokens(), true);
    counts("  of these cached", lane -> lane.usage().cachedTokens(), true);
    counts("completion tokens", lane -> lane.usage().completionTokens(), true);
    shares("proposals shown past half of it, %", LateEvidence::after50);
    shares("  past four fifths of it", LateEvidence::after80);
    shares("  never", LateEvidence::never);
    facts();
    notes();
    return text.toString();
  }

  private void times(String name, ToDoubleFunction<Stream.Figures> figure) {
    Double serial =
        race.serial().figures() == null ? null : figure.applyAsDouble(race.serial().figures());
    Double stair =
        race.staircase().figures() == null
            ? null
            : figure.applyAsDouble(race.staircase().figures());
    row(name, ms(serial), ms(stair), ratio(serial, stair));
  }

  private void counts(String name, ToLongFunction<LaneResult> count, boolean tokens) {
    long serial = count.applyAsLong(race.serial());
    long stair = count.applyAsLong(race.staircase());
    row(
        name,
        whole(serial, tokens && race.serial().estimated()),
        whole(stair, tokens && race.staircase().estimated()),
        ratio((double) serial, (double) stair));
  }

  private void shares(String name, ToDoubleFunction<LateEvidence> share) {
    if (race.serial().late() != null || race.staircase().late() != null) {
      row(name, percent(race.serial(), share), percent(race.staircase(), share), "");
    }
  }

  private static String percent(LaneResult lane, ToDoubleFunction<LateEvidence> share) {
    return lane.late() == null
        ? "-"
        : String.format(Locale.ROOT, "%.1f", 100 * share.applyAsDouble(lane.late()));
  }

  private void facts() {
    FactScore serial = race.serial().facts();
    FactScore stair = race.staircase().facts();
    if (serial == null || stair == null || serial.known() == 0) {
      return;
    }
    row("facts told, of %d known".formatted(serial.known()), serial.covered(), stair.covered());
    row("  told again", serial.repeated(), stair.repeated());
    row("  wrong, left standing", serial.contradicted(), stair.contradicted());
    row("  wrong, taken back later", serial.corrected(), stair.corrected());
  }

  private void notes() {
    Stream.Figures stair = race.staircase().figures();
    if (race.idealTtftMs() != null && stair != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nIdeal TTFT of the staircase on these models: %s ms; it took %.2f times as"
                  + " long.%n(ideal: the slowest proposer's first chunk, then the aggregator's"
                  + " first token)%n",
              ms(race.idealTtftMs()),
              stair.ttftMs() / race.idealTtftMs()));
    }
    if (race.serial().estimated() || race.staircase().estimated()) {
      text.append(
          "\n~ partly estimated: calls that were cut short never told their count.\n"
              .replace("\n", System.lineSeparator()));
    }
    failure(Lane.SERIAL, race.serial());
    failure(Lane.STAIRCASE, race.staircase());
  }

  private void failure(Lane lane, LaneResult result) {
    if (result.failure() != null) {
      text.append("%n%s failed: %s%n".formatted(lane.mode(), result.failure()));
    }
  }

  private void row(String name, int serial, int stair) {
    row(name, whole(serial, false), whole(stair, false), ratio((double) serial, (double) stair));
  }

  private void row(String name, String serial, String stair, String ratio) {
    text.append("%-36s%12s%12s%9s".formatted(name, serial, stair, ratio).stripTrailing())
        .append(System.lineSeparator());
  }

  private static String ms(@Nullable Double ms) {
    if (ms == null) {
      return "-";
    }
    return String.format(Locale.ROOT, ms < 100 ? "%.1f" : "%,.0f", ms);
  }

  private static String whole(long count, boolean estimated) {
    return (estimated ? "~" : "") + String.format(Locale.ROOT, "%,d", count);
  }

  private String ratio(@Nullable Double serial, @Nullable Double stair) {
    if (serial == null || stair == null || serial == 0 || !race.complete()) {
      return "-";
    }
    return String.format(Locale.ROOT, "%.2f", stair / serial);
  }
}
