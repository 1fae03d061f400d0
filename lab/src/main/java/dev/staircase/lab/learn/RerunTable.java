package dev.staircase.lab.learn;

import dev.staircase.core.engine.Outcome;
import dev.staircase.core.topology.Agent;
import dev.staircase.lab.measure.Stream;
import dev.staircase.runtime.answer.LateEvidence;
import dev.staircase.runtime.answer.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table of a recorded answer and its reruns, a row each, and what it doesn't tell.
public final class RerunTable {
  private static final List<Integer> WIDTHS =
      List.of(-20, 9, 9, 10, 8, 7, 10, 10, 12, 11, 6, 7, 11);
  private static final String NONE = "-";
  private static final double PERCENT = 100;

  private final List<String> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /// Whether any model has a price; else the last column is left out.
  private final boolean priced;

  /// Begins with the recording itself.
  public RerunTable(Recording recorded) {
    priced = recorded.tally().usd() != null;
    row(
        List.of(
            "",
            "TTFT ms",
            "E2E ms",
            "stall ms",
            "ITL ms",
            "calls",
            "prompt",
            "cached",
            "completion",
            "past half",
            "4/5",
            "never",
            "USD"));
    add("recorded", recorded);
    notes.add(
        """
        prompt, cached, completion: tokens of all calls (~ partly estimated). past half, 4/5, never: the share of the
        proposals, in %, that the writer was shown past half and past four fifths of its answer, and never.\
        """);
    notes.add(
        """
        In a replay proposals come when they came, and a writer writes the text that it wrote, at the speed that it had:
        what it would have written from other prompts, no replay can tell. Prompts are counted as built-in models do.\
        """);
    List<Agent> agents = recorded.plan().topology().agents();
    for (int i = 0; i < agents.size(); i++) {
      if (agents.get(i).reads().isEmpty() && !Spoken.of(recorded, i).whole()) {
        notes.add(
            "%s did not come to its end: what more it had to say is left out."
                .formatted(agents.get(i).name()));
      }
    }
  }

  /// Adds an answer.
  public void add(String name, Recording answer) {
    Tally tally = answer.tally();
    List<String> cells = new ArrayList<>(List.of(name));
    cells.addAll(times(answer));
    boolean estimated = tally.agents().stream().anyMatch(Tally.AgentCount::estimated);
    cells.add(format("%,d", tally.calls()));
    cells.add(tokens(tally.usage().promptTokens(), estimated));
    cells.add(tokens(tally.usage().cachedTokens(), estimated));
    cells.add(tokens(tally.usage().completionTokens(), estimated));
    LateEvidence late = tally.lateEvidence();
    cells.addAll(
        late == null
            ? List.of(NONE, NONE, NONE)
            : List.of(percent(late.after50()), percent(late.after80()), percent(late.never())));
    Double usd = tally.usd();
    cells.add(usd == null ? NONE : format("%.6f", usd));
    row(cells);
    if (!(tally.outcome() instanceof Outcome.Completed)) {
      notes.add("%s did not come to its end: %s".formatted(name, tally.outcome()));
    }
  }

  private static List<String> times(Recording answer) {
    if (answer.stream().text().isEmpty()) {
      return List.of(NONE, NONE, NONE, NONE);
    }
    Stream.Figures figures = answer.stream().figures();
    return List.of(
        format("%,.0f", figures.ttftMs()),
        format("%,.0f", figures.e2eMs()),
        format("%,.0f", figures.stallMs()),
        format("%.1f", figures.itlMs()));
  }

  private static String tokens(long count, boolean estimated) {
    return (estimated ? "~" : "") + format("%,d", count);
  }

  private static String percent(double share) {
    return format("%.1f", PERCENT * share);
  }

  private static String format(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  private void row(List<String> cells) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < cells.size() - (priced ? 0 : 1); i++) {
      row.append(("%" + WIDTHS.get(i) + "s").formatted(cells.get(i)));
    }
    rows.add(row.toString().stripTrailing());
  }

  /// The table as text, each line ended; its notes under it.
  @Override
  public String toString() {
    return String.join("\n", rows) + "\n\n" + String.join("\n", notes) + "\n";
  }
}
