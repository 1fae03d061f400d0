package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.FleetFile;
import dev.staircase.lab.fleet.Strategy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A plan as text for a terminal.
public final class PlanText {
  private static final String ROW = "%-27s %8s %9s %9s %9s %8s  %s";

  private final StringBuilder text = new StringBuilder();
  private final Outlook outlook;

  private PlanText(Outlook outlook) {
    this.outlook = outlook;
  }

  /// Tables and sentences; lines end with `\n`.
  public static String of(Outlook outlook) {
    PlanText plan = new PlanText(outlook);
    plan.choices();
    plan.ways();
    plan.frontier();
    plan.comparison();
    plan.line("");
    plan.line("What a simulation can't tell:");
    Caveats.ALL.forEach(caveat -> plan.line("- " + caveat));
    return plan.text.toString();
  }

  private void line(String words) {
    text.append(words.stripTrailing()).append('\n');
  }

  private void head(String title) {
    line("");
    line(ROW.formatted(title, "USD/h", "TTFT p95", "ITL p95", "E2E p95", "goodput", "replicas"));
  }

  private void row(String name, Point point) {
    line(
        ROW.formatted(
            name,
            String.format(Locale.ROOT, "%.2f", point.usdPerHour()),
            Objectives.time(point.ttftP95Ms()),
            Objectives.time(point.itlP95Ms()),
            Objectives.time(point.e2eP95Ms()),
            String.format(Locale.ROOT, "%.1f%%", 100 * point.goodput()),
            replicas(point)));
  }

  private static String replicas(Point point) {
    return point.replicas().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void choices() {
    line(
        "%s questions a second, %s"
            .formatted(Crossing.rate(outlook.goal().perSecond()), Objectives.words(outlook.slo())));
    head("cheapest plans");
    for (Choice choice : outlook.choices()) {
      if (choice.plan() != null) {
        row(choice.way().label(), choice.plan().point());
      } else {
        line(
            "%-27s no number of replicas found: %s"
                .formatted(choice.way().label(), misses(choice)));
      }
    }
    line("");
    outlook
        .choices()
        .forEach(choice -> line("%s: %s".formatted(choice.way().label(), sure(choice))));
  }

  /// Which terms fail, and by how much, and what would help.
  static String misses(Choice choice) {
    return choice.closest().reached().stream()
        .filter(reached -> !reached.met())
        .map(reached ->
            "%s is %s at best, expected < %s"
                .formatted(
                    Objectives.quantile(reached.term()),
                    Objectives.time(reached.ms()),
                    Objectives.time(reached.term().limitMs())))
        .collect(Collectors.joining("; "));
  }

  /// Whether a choice holds, in words.
  static String sure(Choice choice) {
    if (choice.plan() == null) {
      return "more replicas don't help; faster models, shorter texts, another pace or a limit above"
          + " what is best would.";
    }
    Point point = choice.plan().point();
    String held =
        point.reached().stream()
            .map(reached ->
                "%s %s [%s, %s]"
                    .formatted(
                        Objectives.quantile(reached.term()),
                        Objectives.time(reached.ms()),
                        Objectives.time(reached.lowMs()),
                        Objectives.time(reached.highMs())))
            .collect(Collectors.joining(", "));
    String refuted =
        choice.plan().refuted() == 0
            ? ""
            : ", where %d as cheap or cheaper failed".formatted(choice.plan().refuted());
    return choice.plan().confirmed()
        ? "confirmed with another seed and %d answers%s: %s"
            .formatted(point.answers(), refuted, held)
        : "NOT confirmed with another seed and %d answers%s: %s"
            .formatted(point.answers(), refuted, held);
  }

  private void ways() {
    head("as searched, one seed");
    for (Row row : outlook.rows()) {
      if (row.plan() != null) {
        row(row.way().label(), row.plan());
      } else {
        line("%-27s %s".formatted(row.way().label(), outlook.without(row)));
      }
    }
  }

  private void frontier() {
    head("frontier of what was tried");
    for (Strategy strategy : List.of(Strategy.SERIAL, Strategy.STAIRCASE)) {
      outlook.frontier(strategy).forEach(point -> row(point.way().label(), point));
    }
  }

  private void comparison() {
    Comparison comparison = outlook.comparison();
    line("");
    line(
        "Staircase beside serial, for what both can keep (%s):"
            .formatted(Objectives.words(comparison.shared())));
    line("- %s".formatted(cost(comparison)));
    for (Sweep sweep : comparison.sweeps()) {
      line(
          "- on the fleet of %s (%s), from %s/s to %s/s, staircase is"
              .formatted(
                  sweep.plan().label(),
                  replicas(sweep.serial().getFirst()),
                  Crossing.rate(sweep.serial().getFirst().perSecond()),
                  Crossing.rate(sweep.serial().getLast().perSecond())));
      sweep
          .crossings()
          .forEach(crossing ->
              line("    %-9s %s".formatted(crossing.measure().label, crossing.words())));
    }
  }

  /// What staircase costs more than serial, in words.
  static String cost(Comparison comparison) {
    Point serial = comparison.of(Strategy.SERIAL);
    Point staircase = comparison.of(Strategy.STAIRCASE);
    if (serial == null || staircase == null) {
      return "no fleet was found for "
          + FleetFile.words(serial == null ? Strategy.SERIAL : Strategy.STAIRCASE);
    }
    double more = 100 * (staircase.usdPerHour() / serial.usdPerHour() - 1);
    return String.format(
        Locale.ROOT,
        "staircase needs %.2f USD/h, serial %.2f: %.0f%% %s",
        staircase.usdPerHour(),
        serial.usdPerHour(),
        Math.abs(more),
        more < 0 ? "less" : "more");
  }
}
