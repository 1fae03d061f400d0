package dev.staircase.lab.fleet;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Outcome;
import dev.staircase.lab.measure.Slo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of a load on a fleet. Grows while it is simulated, and is added up over the fleet's
/// parts.
public final class Result {
  private static final double HOUR_MS = 3_600_000;

  private final Fleet fleet;
  private final Strategy strategy;
  private final Slo slo;
  private final Sketch ttft = new Sketch();
  private final Sketch itl = new Sketch();
  private final Sketch gap = new Sketch();
  private final Sketch e2e = new Sketch();
  private final Sketch stall = new Sketch();
  private final Map<String, Double> busyMs = new TreeMap<>();
  private Usage usage = Usage.NONE;
  private long calls;
  private long failed;
  private long refused;
  private long good;
  private double lastMs;

  Result(Fleet fleet, Strategy strategy, Slo slo) {
    this.fleet = fleet;
    this.strategy = strategy;
    this.slo = slo;
  }

  public Strategy strategy() {
    return strategy;
  }

  /// Time to the first text of answers that were completed.
  public Sketch ttft() {
    return ttft;
  }

  /// Mean time between the tokens of an answer after its first.
  public Sketch itl() {
    return itl;
  }

  /// Every time between two pieces of an answer, over all answers.
  public Sketch gap() {
    return gap;
  }

  /// Time to an answer's last text.
  public Sketch e2e() {
    return e2e;
  }

  /// How long an answer stood still ([dev.staircase.runtime.answer.Gaps#stalled]).
  public Sketch stall() {
    return stall;
  }

  public Sketch of(Slo.Figure figure) {
    return switch (figure) {
      case TTFT -> ttft;
      case ITL -> itl;
      case GAP -> gap;
      case E2E -> e2e;
      case STALL -> stall;
    };
  }

  /// Answers that were measured, failed and refused ones included.
  public long answers() {
    return ttft.count() + failed + refused;
  }

  public long failed() {
    return failed;
  }

  /// Questions for which no place was left.
  public long refused() {
    return refused;
  }

  public long calls() {
    return calls;
  }

  /// Tokens of all calls of the measured answers.
  public Usage usage() {
    return usage;
  }

  /// Share of the answers that keep below every limit of the objective; failed ones don't.
  public double goodput() {
    return answers() == 0 ? 0 : (double) good / answers();
  }

  /// Whether the objective is met, answers that failed being late.
  public boolean meets() {
    double lost = failed + refused;
    return slo.terms().stream()
        .allMatch(term -> {
          double share = term.share() * answers() / (answers() - lost);
          return share <= 1 && of(term.figure()).quantile(share) < term.limitMs();
        });
  }

  /// Share of its replicas' time in which they serve at least one call.
  public double utilisation(Serving model) {
    return busyMs.getOrDefault(model.name(), 0.0) / (model.replicas() * Math.max(1, lastMs));
  }

  /// What all replicas cost an hour that the strategy needs.
  public double usdPerHour() {
    return models().stream().mapToDouble(model -> model.replicas() * model.usdPerHour()).sum();
  }

  public List<Serving> models() {
    return fleet.models(strategy);
  }

  /// Until the last answer was over.
  public double hours() {
    return lastMs / HOUR_MS;
  }

  void add(Watch watch, Outcome outcome) {
    usage = usage.plus(watch.usage());
    calls += watch.calls();
    switch (outcome) {
      case Outcome.Completed completed -> {
        var figures = watch.figures();
        ttft.add(figures.ttftMs());
        itl.add(figures.itlMs());
        double[] gapsMs = watch.gapsMs();
        for (double each : gapsMs) {
          gap.add(each);
        }
        e2e.add(figures.e2eMs());
        stall.add(figures.stallMs());
        good += slo.isMetBy(figures, gapsMs) ? 1 : 0;
      }
      case Outcome.Failed failure -> failed++;
      case Outcome.Cancelled cancelled -> failed++;
    }
  }

  void refuse() {
    refused++;
  }

  /// A part of the fleet has come to its end.
  ///
  /// @param ms when its last answer was over
  void ended(double ms, Site site) {
    lastMs = ms;
    models().forEach(model -> busyMs.put(model.name(), site.busyMs(model.name())));
  }

  void add(Result part) {
    ttft.add(part.ttft);
    itl.add(part.itl);
    gap.add(part.gap);
    e2e.add(part.e2e);
    stall.add(part.stall);
    part.busyMs.forEach((model, ms) -> busyMs.merge(model, ms, Double::sum));
    usage = usage.plus(part.usage);
    calls += part.calls;
    failed += part.failed;
    refused += part.refused;
    good += part.good;
    lastMs = Math.max(lastMs, part.lastMs);
  }
}
