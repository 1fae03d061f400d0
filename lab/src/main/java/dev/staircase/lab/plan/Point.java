package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Result;
import dev.staircase.lab.fleet.Serving;
import dev.staircase.lab.measure.Slo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What one simulated fleet came to.
///
/// @param replicas of each model that is needed
/// @param perSecond questions that came
/// @param answers that were measured
/// @param usdPerHour of all its replicas
/// @param meets whether the objective was met
/// @param reached what each of its terms came to
/// @param goodput share of the answers within all limits
/// @param utilisation of each model's replicas: share of the time in which they serve a call
public record Point(
    Way way,
    Map<String, Integer> replicas,
    double perSecond,
    long answers,
    double usdPerHour,
    boolean meets,
    List<Reached> reached,
    double ttftP50Ms,
    double ttftP95Ms,
    double itlP95Ms,
    double e2eP50Ms,
    double e2eP95Ms,
    double goodput,
    Map<String, Double> utilisation) {
  private static final double MIDDLE = 0.5;
  private static final double MOST = 0.95;
  private static final double S_PER_HOUR = 3_600;

  static Point of(Trial trial, Result result) {
    Map<String, Double> utilisation = new LinkedHashMap<>();
    result.models().forEach(model -> utilisation.put(model.name(), result.utilisation(model)));
    return new Point(
        trial.way(),
        result.models().stream()
            .collect(
                Collectors.toMap(
                    Serving::name, Serving::replicas, (a, b) -> a, LinkedHashMap::new)),
        Rates.perSecond(trial.fleet().load().arrivals()),
        result.answers(),
        result.usdPerHour(),
        result.meets(),
        trial.slo().terms().stream().map(term -> Reached.of(term, result)).toList(),
        result.ttft().quantile(MIDDLE),
        result.ttft().quantile(MOST),
        result.itl().quantile(MOST),
        result.e2e().quantile(MIDDLE),
        result.e2e().quantile(MOST),
        result.goodput(),
        utilisation);
  }

  /// What 1,000 questions cost.
  public double usdPerThousand() {
    return usdPerHour / (perSecond * S_PER_HOUR) * 1_000;
  }

  /// Whether it meets one term of its objective; another term is no promise that it broke.
  boolean keeps(Slo.Term term) {
    return reached.stream().filter(reached -> reached.term().equals(term)).allMatch(Reached::met);
  }

  /// How many times its limit the worst figure is; 1 and more fails.
  double excess() {
    return reached.stream()
        .mapToDouble(reached -> reached.ms() / reached.term().limitMs())
        .max()
        .orElse(0);
  }
}
