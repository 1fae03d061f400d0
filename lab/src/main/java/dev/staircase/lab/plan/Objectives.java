package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.FleetFile;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.measure.Slo.Figure;
import dev.staircase.lab.measure.Slo.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Objectives in words, and such as a plan needs besides the one that was asked for.
public final class Objectives {
  private static final double MS_PER_S = 1_000;
  private static final double SHARE = 0.95;
  private static final double SLOWER = 2;
  private static final double GRAIN_MS = 500;

  private Objectives() {}

  /// As [Slo#parse] reads it.
  public static String words(Slo slo) {
    return slo.terms().stream().map(Objectives::words).collect(Collectors.joining(", "));
  }

  /// As [Slo#parse] reads it.
  public static String words(Term term) {
    return "%s < %s".formatted(quantile(term), time(term.limitMs()));
  }

  /// Such as `ttft p95`.
  static String quantile(Term term) {
    double percent = Math.round(1_000 * term.share()) / 10.0;
    String share = percent == Math.rint(percent) ? "%.0f" : "%.1f";
    return FleetFile.words(term.figure()) + String.format(Locale.ROOT, " p" + share, percent);
  }

  /// Such as `1.5s` or `48.2ms`.
  static String time(double ms) {
    double shown = ms >= MS_PER_S ? ms / MS_PER_S : ms;
    String text = String.format(Locale.ROOT, ms >= MS_PER_S ? "%.2f" : "%.1f", shown);
    return text.replaceFirst("\\.?0+$", "") + (ms >= MS_PER_S ? "s" : "ms");
  }

  /// The same objective, and an end to waiting where it names none: the time between tokens is
  /// short on a fleet whose line only grows.
  static Slo bounded(Slo slo, List<Point> idle) {
    boolean waits =
        slo.terms().stream()
            .anyMatch(term -> term.figure() == Figure.TTFT || term.figure() == Figure.E2E);
    return waits ? slo : ended(slo.terms(), idle);
  }

  /// What all of these ways can keep on an idle fleet, and an end to waiting.
  static Slo shared(Slo slo, List<Point> idle) {
    List<Term> kept =
        slo.terms().stream()
            .filter(term -> idle.stream().allMatch(point -> point.keeps(term)))
            .toList();
    return kept.size() == slo.terms().size() ? slo : ended(kept, idle);
  }

  private static Slo ended(List<Term> terms, List<Point> idle) {
    double slowest = idle.stream().mapToDouble(Point::e2eP95Ms).max().orElse(GRAIN_MS);
    List<Term> all = new ArrayList<>(terms);
    if (terms.stream().noneMatch(term -> term.figure() == Figure.E2E)) {
      all.add(new Term(Figure.E2E, SHARE, Math.ceil(SLOWER * slowest / GRAIN_MS) * GRAIN_MS));
    }
    return new Slo(all);
  }
}
