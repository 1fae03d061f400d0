package dev.staircase.lab.trial;

import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.measure.Stream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one question: a line of `results.jsonl`.
///
/// @param round which of the variant's questions it was, from 0
/// @param prompt the prompt's id
/// @param startedMs when it was asked, since the benchmark was started
/// @param times what a reader saw; null where no text came
/// @param cost what it took; null where the answer was not told to its end
/// @param idealTtftMs time to first text of the same plan on models of the same speeds, nothing
///   lost on the way ([dev.staircase.lab.schedule.Schedule]); null where nobody knows
/// @param facts what it holds of the fact base; null where the models don't speak from it
/// @param spans the calls of its agents, where they were to be told
/// @param answer its text
/// @param error why there is no whole answer; null where there is one
public record Reply(
    Variant variant,
    int round,
    String prompt,
    double startedMs,
    @Nullable Times times,
    @Nullable Cost cost,
    @Nullable Double idealTtftMs,
    @Nullable FactScore facts,
    List<Span> spans,
    String answer,
    @Nullable String error) {

  /// What a reader saw of an answer. Tokens are estimated from its text.
  ///
  /// @param ttftMs from the request to the first text
  /// @param ttstMs to the second token
  /// @param t50Ms to the fiftieth token; null for a shorter answer
  /// @param e2eMs to the last text
  /// @param itlMs (e2e - ttft) / (tokens - 1)
  /// @param stallMs sum of the gaps longer than three times their median
  /// @param tps tokens a second of e2e
  /// @param gapsMs between its pieces, in their order
  public record Times(
      double ttftMs,
      double ttstMs,
      @Nullable Double t50Ms,
      double e2eMs,
      double itlMs,
      double stallMs,
      double tps,
      int tokens,
      List<Double> gapsMs) {

    /// Whether these keep below every limit of an objective.
    boolean keep(Slo slo) {
      double[] gaps = gapsMs.stream().mapToDouble(gap -> gap).toArray();
      double longest = Arrays.stream(gaps).max().orElse(0);
      return slo.isMetBy(
          new Stream.Figures(ttftMs, ttstMs, e2eMs, stallMs, longest, itlMs, tokens), gaps);
    }
  }

  /// What an answer took, by the server's own account.
  ///
  /// @param usd null where no model has a price
  /// @param lateAfter50 the share of the proposals that the writer saw past half of its answer;
  ///   null for one that reads nobody
  /// @param lateNever the share that it never saw
  /// @param estimated whether a call was cut before its upstream had counted
  public record Cost(
      long promptTokens,
      long cachedTokens,
      long completionTokens,
      @Nullable Double usd,
      int steps,
      int calls,
      @Nullable Double lateAfter50,
      @Nullable Double lateNever,
      boolean estimated,
      List<AgentCost> agents) {}

  /// What one agent of an answer took.
  public record AgentCost(
      String name,
      String model,
      int calls,
      long promptTokens,
      long cachedTokens,
      long completionTokens) {}

  /// One call of an agent, in milliseconds from when the server began the answer.
  ///
  /// @param purpose such as `step`, `resume`, `hedge` or `warm`
  /// @param how `end`, `cut` or `failure`
  public record Span(
      String agent, int step, String purpose, double fromMs, double toMs, String how) {}

  /// The same reply beside what it could have taken.
  public Reply against(@Nullable Double bestTtftMs) {
    return new Reply(
        variant, round, prompt, startedMs, times, cost, bestTtftMs, facts, spans, answer, error);
  }
}
