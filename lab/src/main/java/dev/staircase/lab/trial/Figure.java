package dev.staircase.lab.trial;

import dev.staircase.lab.trial.Reply.Cost;
import dev.staircase.lab.trial.Reply.Times;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A figure of an answer that is summed up and compared, in the order of the report's table.
enum Figure {
  TTFT("TTFT, to the first text", "ms", ofTimes(Times::ttftMs)),
  E2E("E2E, to the last text", "ms", ofTimes(Times::e2eMs)),
  STALL("stall, gaps over 3 x their median", "ms", ofTimes(Times::stallMs)),
  PROMPT("prompt tokens, all calls", "tokens", ofCost(cost -> (double) cost.promptTokens())),
  CACHED("of these cached", "tokens", ofCost(cost -> (double) cost.cachedTokens())),
  COMPLETION(
      "completion tokens, all calls", "tokens", ofCost(cost -> (double) cost.completionTokens())),
  USD("cost", "USD", ofCost(Cost::usd)),
  ITL("ITL, mean time between tokens", "ms", ofTimes(Times::itlMs)),
  TTST("TTST, to the second token", "ms", ofTimes(Times::ttstMs)),
  T50("T50, to the 50th token", "ms", ofTimes(Times::t50Ms)),
  TPS("TPS, tokens a second of E2E", "tokens/s", ofTimes(Times::tps)),
  CALLS("calls of all models", "calls", ofCost(cost -> (double) cost.calls())),
  TTFT_OVER("TTFT beyond the ideal schedule's", "ms", Figure::beyond),
  FACTS("facts told, of those known", "%", Figure::facts),
  WRONG(
      "wrong statements left standing",
      "",
      reply -> reply.facts() == null ? null : (double) reply.facts().contradicted()),
  LATE("proposals seen past half the answer", "%", ofCost(cost -> percent(cost.lateAfter50()))),
  NEVER("proposals never seen", "%", ofCost(cost -> percent(cost.lateNever())));

  final String label;
  final String unit;

  @SuppressWarnings("ImmutableEnumChecker") // Each is a function without a state.
  private final Function<Reply, @Nullable Double> of;

  Figure(String label, String unit, Function<Reply, @Nullable Double> of) {
    this.label = label;
    this.unit = unit;
    this.of = of;
  }

  /// What it is called in files.
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a ratio of two such figures says anything; a difference may be zero or less.
  boolean hasRatio() {
    return this != TTFT_OVER;
  }

  /// The figure of an answer; null where it has none.
  @Nullable Double of(Reply reply) {
    return of.apply(reply);
  }

  private static Function<Reply, @Nullable Double> ofTimes(
      Function<Times, @Nullable Double> figure) {
    return reply -> reply.times() == null ? null : figure.apply(reply.times());
  }

  private static Function<Reply, @Nullable Double> ofCost(Function<Cost, @Nullable Double> figure) {
    return reply -> reply.cost() == null ? null : figure.apply(reply.cost());
  }

  private static @Nullable Double beyond(Reply reply) {
    return reply.times() == null || reply.idealTtftMs() == null
        ? null
        : reply.times().ttftMs() - reply.idealTtftMs();
  }

  private static @Nullable Double facts(Reply reply) {
    return reply.facts() == null
        ? null
        : percent((double) reply.facts().covered() / reply.facts().known());
  }

  private static @Nullable Double percent(@Nullable Double share) {
    return share == null ? null : 100 * share;
  }
}
