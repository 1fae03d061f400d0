package dev.staircase.lab.paper;

import dev.staircase.lab.measure.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The report in Markdown.
public final class PaperTable {
  private static final double MS = 1_000;
  private static final double PERCENT = 100;
  private static final String NONE = "-";

  private final PaperReport report;
  private final StringBuilder text = new StringBuilder();

  private PaperTable(PaperReport report) {
    this.report = report;
  }

  /// The tables as text, each line ended.
  public static String of(PaperReport report) {
    PaperTable table = new PaperTable(report);
    table.write();
    return table.text.toString();
  }

  private void write() {
    line(
        """
        The table of "Staircase Streaming for Low-Latency Multi-Agent Inference" (arXiv 2510.05059), %s.
        Cells of three: the paper's figure / ours / the ratio. Targets: TTFT at least 93 %% below serial, ITL after the
        first token at most 1.10 x the single model's, E2E at most 0.62 x serial.

        Taken from the paper: the single model's 0.06 s and 14.3 ms a token, for writers too; 0.37 s before the first chunk, and
        10 ms a token of proposers, from its first-chunk sweep; 0.008 ms to read a token of a prompt, from its gain by prefix
        caching. Fitted to its serial TTFT: what each title below says. Six ways to put these together, the closest to its
        figures first; no figure at the pace balanced takes part in that.\
        """
            .formatted(
                report.measured() == null
                    ? "played by the engine in virtual time"
                    : "measured by a client of the server, medians"));
    report.studies().forEach(this::study);
    sweep();
    large();
    Map<Cell, Figures> measured = report.measured();
    if (measured != null) {
      wire(measured);
    }
  }

  private void study(Study study) {
    line(
        "\n## %s\n".formatted(Notes.title(study.conditions()))
            + "\nAt the paper's pace a factor of %s away from its figures (geometric mean)."
                .formatted(number("%.2f", report.apart(study))));
    Notes.of(study).forEach(note -> line("- " + note));
    line(
        """

        | method | pace | TTFT s | ITL ms | TPS | E2E s | TTFT below serial | ITL x single | E2E x serial |
        |---|---|---|---|---|---|---|---|---|\
        """);
    study.table().forEach(cell -> row(tableRow(study, cell)));
  }

  private List<String> tableRow(Study study, Cell cell) {
    Figures paper = cell.method().paper();
    Figures ours = report.told(cell);
    List<String> row = new ArrayList<>();
    row.add(cell.method().label());
    row.add(cell.method() == Method.SINGLE ? NONE : cell.pace());
    row.add(three("%.2f", paper, ours, figures -> figures.ttftMs() / MS));
    row.add(three("%.1f", paper, ours, Figures::itlMs));
    row.add(three("%.1f", paper, ours, Figures::tps));
    row.add(three("%.2f", paper, ours, figures -> figures.e2eMs() / MS));
    Verdict verdict = report.verdict(study, cell);
    row.add(
        verdict == null ? NONE : judged("%.2f %%", verdict.ttftCut() * PERCENT, verdict.ttftMet()));
    row.add(verdict == null ? NONE : judged("%.3f", verdict.itl(), verdict.itlMet()));
    row.add(verdict == null ? NONE : judged("%.3f", verdict.e2e(), verdict.e2eMet()));
    return row;
  }

  private void sweep() {
    line("\n## First chunk: MoA by staircase at the pace paper, TTFT s\n");
    List<Study> studies =
        report.studies().stream()
            .filter(study -> report.figures(study.sweep().getFirst()) != null)
            .toList();
    List<String> head = new ArrayList<>(List.of("first chunk, tokens", "paper"));
    studies.forEach(study -> head.add(study.conditions().key()));
    row(head);
    line("|---".repeat(head.size()) + "|");
    for (int i = 0; i < studies.getFirst().sweep().size(); i++) {
      int chunk = studies.getFirst().sweep().get(i).firstChunk();
      Double paperMs = Reported.SWEEP_MS.get(chunk);
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(chunk));
      row.add(paperMs == null ? NONE : number("%.2f", paperMs / MS));
      for (Study study : studies) {
        double ours = report.told(study.sweep().get(i)).ttftMs();
        row.add(
            number("%.2f", ours / MS) + (paperMs == null ? "" : number(" (%.2f)", ours / paperMs)));
      }
      row(row);
    }
  }

  private void large() {
    line("\n## MoA of models of 70B to 110B parameters, TTFT s\n\n" + Notes.LARGE + "\n");
    row(List.of("conditions", "serial", "staircase, paper", "staircase, balanced"));
    line("|---|---|---|---|");
    for (Study study : report.studies()) {
      List<String> row = new ArrayList<>(List.of(study.conditions().key()));
      for (Cell cell : study.large()) {
        Figures ours = report.figures(cell);
        if (ours != null) {
          double paper =
              cell.method().staircase() ? Reported.LARGE_STAIRCASE_MS : Reported.LARGE_SERIAL_MS;
          row.add(three("%.2f", paper / MS, ours.ttftMs() / MS));
        }
      }
      if (row.size() > 1) {
        row(row);
      }
    }
  }

  private void wire(Map<Cell, Figures> measured) {
    List<Map.Entry<Cell, Figures>> all = List.copyOf(measured.entrySet());
    double[] ttftMs = all.stream().mapToDouble(cell -> longer(cell, Figures::ttftMs)).toArray();
    double[] e2e =
        all.stream()
            .mapToDouble(cell -> PERCENT * longer(cell, Figures::e2eMs) / ideal(cell).e2eMs())
            .toArray();
    line(
        """

        Beside the same answers in virtual time, each by itself and without a network, TTFT was %s ms longer in the median
        and %s ms at most, E2E %s %% in the median and %s %% at most. That is all that the server, the wire, the answers
        under way at the same time and this machine added.\
        """
            .formatted(
                number("%.0f", Quantiles.median(ttftMs)),
                number("%.0f", Arrays.stream(ttftMs).max().orElse(0)),
                number("%.1f", Quantiles.median(e2e)),
                number("%.1f", Arrays.stream(e2e).max().orElse(0))));
  }

  private double longer(Map.Entry<Cell, Figures> cell, ToDoubleFunction<Figures> figure) {
    return figure.applyAsDouble(cell.getValue()) - figure.applyAsDouble(ideal(cell));
  }

  private Figures ideal(Map.Entry<Cell, Figures> cell) {
    return report.ideal().getOrDefault(cell.getKey(), cell.getValue());
  }

  private static String three(
      String format, Figures paper, Figures ours, ToDoubleFunction<Figures> figure) {
    return three(format, figure.applyAsDouble(paper), figure.applyAsDouble(ours));
  }

  private static String three(String format, double paper, double ours) {
    return String.join(
        " / ", number(format, paper), number(format, ours), number("%.2f", ours / paper));
  }

  private static String judged(String format, double figure, boolean met) {
    return number(format, figure) + (met ? ", met" : ", not met");
  }

  private static String number(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }

  private void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
