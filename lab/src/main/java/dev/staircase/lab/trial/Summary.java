package dev.staircase.lab.trial;

import dev.staircase.lab.measure.Quantiles;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.trial.Reply.AgentCost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a benchmark's answers come to: each variant's figures, and how they compare with those of
/// the same model's base on the same prompts.
///
/// @param variants in the order of the setup
record Summary(List<Row> variants) {
  /// The fewest answers that have a 99th percentile.
  static final int LEAST_FOR_P99 = 200;

  private static final String BASE = "serial";

  /// One variant.
  ///
  /// @param answers how many were whole
  /// @param errors how many weren't; they count in nothing else
  /// @param why how many failed for which reason
  /// @param base the label of the variant that this one is compared with; null for a base
  /// @param figures by their names in lower case; without those that no answer has
  /// @param goodput share of all answers, failed ones too, that keep below every limit of the
  ///   objective, in percent; null where there is none
  /// @param gapMs every gap between pieces of its answers
  /// @param ratios to the base, by the figure's name
  /// @param agents mean tokens of each agent
  record Row(
      Variant variant,
      String label,
      int answers,
      int errors,
      Map<String, Long> why,
      @Nullable String base,
      Map<String, Spread> figures,
      @Nullable Double goodput,
      @Nullable Spread gapMs,
      Map<String, Ratio> ratios,
      Map<String, AgentMean> agents) {}

  /// How the values of one figure lie, by nearest rank.
  ///
  /// @param p99 null under 200 answers
  record Spread(double p50, double p95, @Nullable Double p99, double max) {}

  /// Ratios of pairs of answers to the same prompt.
  ///
  /// @param median of all pairs
  /// @param low of the bootstrap's 95 % interval
  /// @param pairs how many; those whose base is 0 have no ratio
  record Ratio(double median, double low, double high, int pairs, int prompts) {}

  /// What one agent takes for an answer, on average.
  record AgentMean(
      double calls, double promptTokens, double cachedTokens, double completionTokens) {}

  static Summary of(Setup setup, Slo slo, List<Reply> replies) {
    List<Variant> variants = setup.variants();
    return new Summary(
        variants.stream()
            .map(variant -> row(variant, baseOf(variant, variants), replies, slo, setup.seed()))
            .toList());
  }

  /// The serial variant of the same model; the model's first where none is serial.
  private static Variant baseOf(Variant variant, List<Variant> all) {
    List<Variant> same = all.stream().filter(v -> v.model().equals(variant.model())).toList();
    return same.stream().filter(v -> v.mode().equals(BASE)).findFirst().orElse(same.getFirst());
  }

  private static Row row(Variant variant, Variant base, List<Reply> all, Slo slo, long seed) {
    List<Reply> own = all.stream().filter(reply -> reply.variant().equals(variant)).toList();
    List<Reply> whole = whole(own);
    boolean compared = !variant.equals(base);
    Map<String, Spread> figures = new LinkedHashMap<>();
    Map<String, Ratio> ratios = new LinkedHashMap<>();
    for (Figure figure : Figure.values()) {
      double[] values =
          whole.stream()
              .map(figure::of)
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      if (values.length > 0) {
        figures.put(figure.key(), spread(values, whole.size()));
      }
      Ratio ratio =
          compared && figure.hasRatio() ? ratio(figure, whole, whole(of(base, all)), seed) : null;
      if (ratio != null) {
        ratios.put(figure.key(), ratio);
      }
    }
    double[] gaps =
        whole.stream()
            .map(Reply::times)
            .filter(Objects::nonNull)
            .flatMapToDouble(times -> times.gapsMs().stream().mapToDouble(Double::doubleValue))
            .toArray();
    return new Row(
        variant,
        variant.label(),
        whole.size(),
        own.size() - whole.size(),
        own.stream()
            .map(Reply::error)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(error -> error, TreeMap::new, Collectors.counting())),
        compared ? base.label() : null,
        figures,
        slo.terms().isEmpty() || own.isEmpty() ? null : goodput(own, slo),
        gaps.length == 0 ? null : spread(gaps, whole.size()),
        ratios,
        agents(whole));
  }

  private static double goodput(List<Reply> replies, Slo slo) {
    long good =
        replies.stream()
            .filter(
                reply -> reply.error() == null && reply.times() != null && reply.times().keep(slo))
            .count();
    return 100.0 * good / replies.size();
  }

  private static List<Reply> of(Variant variant, List<Reply> all) {
    return all.stream().filter(reply -> reply.variant().equals(variant)).toList();
  }

  private static List<Reply> whole(List<Reply> replies) {
    return replies.stream().filter(reply -> reply.error() == null).toList();
  }

  /// Compares the answers to the same questions; null where no pair has a ratio.
  static @Nullable Ratio ratio(Figure figure, List<Reply> own, List<Reply> base, long seed) {
    Map<Integer, Reply> byRound = new HashMap<>();
    base.forEach(reply -> byRound.put(reply.round(), reply));
    Map<String, List<Double>> byPrompt = new TreeMap<>();
    for (Reply reply : own) {
      Reply other = byRound.get(reply.round());
      Double above = figure.of(reply);
      Double below = other == null ? null : figure.of(other);
      if (above != null && below != null && below != 0) {
        byPrompt.computeIfAbsent(reply.prompt(), id -> new ArrayList<>()).add(above / below);
      }
    }
    if (byPrompt.isEmpty()) {
      return null;
    }
    double[] all =
        byPrompt.values().stream().flatMap(List::stream).mapToDouble(ratio -> ratio).toArray();
    Bootstrap.Interval interval = Bootstrap.ofMedian(byPrompt.values(), seed);
    return new Ratio(
        Quantiles.median(all), interval.low(), interval.high(), all.length, byPrompt.size());
  }

  private static Map<String, AgentMean> agents(List<Reply> replies) {
    Map<String, List<AgentCost>> byName = new LinkedHashMap<>();
    for (Reply reply : replies) {
      List<AgentCost> agents = reply.cost() == null ? List.of() : reply.cost().agents();
      agents.forEach(
          agent -> byName.computeIfAbsent(agent.name(), name -> new ArrayList<>()).add(agent));
    }
    Map<String, AgentMean> means = new LinkedHashMap<>();
    byName.forEach((name, costs) ->
        means.put(
            name,
            new AgentMean(
                mean(costs, AgentCost::calls),
                mean(costs, AgentCost::promptTokens),
                mean(costs, AgentCost::cachedTokens),
                mean(costs, AgentCost::completionTokens))));
    return means;
  }

  private static double mean(List<AgentCost> costs, ToLongFunction<AgentCost> count) {
    return costs.stream().mapToLong(count).average().orElse(0);
  }

  static Spread spread(double[] values, int answers) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(
        Quantiles.median(sorted),
        Quantiles.of(sorted, 0.95),
        answers < LEAST_FOR_P99 ? null : Quantiles.of(sorted, 0.99),
        sorted[sorted.length - 1]);
  }
}
