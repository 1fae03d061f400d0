package dev.staircase.runtime.speed;

import dev.staircase.core.engine.Pace;
import java.util.ArrayList;
import java.util.List;

/// The pace that suits how fast a writer and its sources are: pure functions, so that the pace
/// stands in the plan of an answer like any other and a trace replays without a clock.
public final class AutoPace {
  /// The most of its time that a writer reads instead of writing.
  static final double READING_SHARE = 0.15;

  /// How much slower than the base an answer of any of the lengths may be.
  private static final double NOISE = 0.01;

  /// What all prompt tokens of an answer are worth, as a share of its time.
  private static final double PROMPT_WORTH = 0.05;

  private static final int[] LENGTHS = {100, 141, 200, 283, 400, 566, 800};
  private static final int[] NEXT = {16, 32, 64, 128};
  private static final double[] GROWTH = {1, 1.5, 2, 3};
  private static final int[] CAPS = {32, 64, 256, 1024};

  private AutoPace() {}

  public static Pace of(Pace base, Speed reader, List<Speed> sources) {
    boolean follows =
        base.showing() == Pace.Showing.ALL && base.cutOver() == Pace.CutOver.AT_WORD;
    if (sources.isEmpty() || base.serial() || !follows || reader.itlMs() <= 0) {
      return base;
    }
    List<Forecast> standard = forecasts(base, reader, sources);
    Pace best = base;
    double least = 1 + PROMPT_WORTH - NOISE;
    for (Pace pace : candidates(base)) {
      double cost = cost(forecasts(pace, reader, sources), standard);
      if (cost < least) {
        least = cost;
        best = pace;
      }
    }
    return best;
  }

  /// The share of the standard's time that a pace takes, and of its prompts by their worth;
  /// infinite for one that is not allowed.
  private static double cost(List<Forecast> forecasts, List<Forecast> standard) {
    double cost = 0;
    for (int i = 0; i < LENGTHS.length; i++) {
      double time = forecasts.get(i).e2eMs() / standard.get(i).e2eMs();
      double prompts = forecasts.get(i).promptTokens() / standard.get(i).promptTokens();
      cost += (time + PROMPT_WORTH * prompts) / LENGTHS.length;
      if (time > 1 + NOISE) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return share(forecasts) > Math.max(READING_SHARE, share(standard))
        ? Double.POSITIVE_INFINITY
        : cost;
  }

  private static List<Pace> candidates(Pace base) {
    List<Pace> paces = new ArrayList<>();
    for (int next : NEXT) {
      paces.add(chunks(base, next, 1, next));
      for (double growth : GROWTH) {
        for (int cap : CAPS) {
          if (cap > next && growth > 1) {
            paces.add(chunks(base, next, growth, cap));
          }
        }
      }
    }
    return paces;
  }

  private static Pace chunks(Pace base, int next, double growth, int cap) {
    return new Pace(
        base.firstChunk(),
        next,
        growth,
        cap,
        base.lead(),
        base.showing(),
        base.cutOver(),
        base.earlyEnd(),
        base.quorum(),
        base.patienceMs());
  }

  private static List<Forecast> forecasts(Pace pace, Speed reader, List<Speed> sources) {
    List<Forecast> all = new ArrayList<>();
    for (int length : LENGTHS) {
      all.add(Forecast.of(pace, reader, sources, length));
    }
    return all;
  }

  private static double share(List<Forecast> forecasts) {
    return forecasts.stream().mapToDouble(Forecast::readingShare).average().orElse(0);
  }
}
