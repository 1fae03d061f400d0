package dev.staircase.runtime.speed;

import dev.staircase.core.engine.Pace;
import java.util.ArrayList;
import java.util.List;

/// The pace that suits how fast a writer and its sources are: a pure function, so that the pace
/// stands in the plan of an answer like any other, and a trace replays without a clock.
///
/// **Theory.** A writer loses time in three ways: it stands idle until the next chunk is there, it
/// reads its prompt again in every step, and after the sources have ended it still has to write
/// what it lags behind. Small chunks shorten the first and the last and lengthen the second.
///
/// - *Sources r times faster than the writer* have r chunks ready when it has written one. Chunks
///   that grow by r therefore never starve it, and it reads as rarely as can be.
/// - *Slow sources* leave the writer idle, so that reading costs it nothing; what counts is the lag
///   at their end, which is a chunk: chunks should stay small.
/// - *Dear reading*, c ms a step, takes the share c / (c + chunk * ITL) of a writer's time. To stay
///   below a share s a step must bring (1 - s) / s * c / ITL tokens, and since c grows with the
///   prompt, so must chunks.
///
/// These pull against each other and every answer has them mixed, so that no closed formula is
/// tried: each of some hundred ways to choose the second chunk, growth and cap is forecast
/// ([Forecast]) for texts of several lengths, and the best is taken: the one with the least time,
/// prompts counted in by their worth.
///
/// **What is kept.** The first chunk, since that is the time to first token bought with quality:
/// four tokens instead of eight cost 0.4 points in the paper, and more tokens cost time. The lead,
/// since it keeps what is written supported. And the base wherever it is not beaten: a pace is only
/// taken if at no length the answer is forecast more than half a percent later (as much again is
/// left to the forecast's error), if a writer in the middle hands its first chunk on no later, and
/// if no more than 15 % of the writer's time goes into reading (or no more than with the base,
/// where that is above it).
public final class AutoPace {
  private static final double READING_SHARE = 0.15;

  /// How much later than with the base an answer of any of the lengths may be.
  private static final double NOISE = 0.005;

  /// What all prompt tokens of an answer are worth, as a share of its time.
  private static final double PROMPT_WORTH = 0.02;

  /// Four to an octave, for where the end of a text falls among the chunks is luck.
  private static final int[] LENGTHS = {
    100, 119, 141, 168, 200, 238, 283, 336, 400, 476, 566, 673, 800
  };

  private static final int[] NEXT = {16, 24, 32, 48, 64, 128};
  private static final double[] GROWTH = {1.5, 2, 4};
  private static final int[] CAPS = {32, 64, 128, 256, 1024};

  private AutoPace() {}

  /// The pace for a reader.
  ///
  /// @param base what is changed, and the measure; returned as it is where nothing is better, and
  ///   where it doesn't show all and cut over at words, which is what the forecast knows
  /// @param sources of the agents that it reads; of one that itself reads others its bare speed,
  ///   which it can't beat
  public static Pace of(Pace base, Speed reader, List<Speed> sources) {
    boolean follows = base.showing() == Pace.Showing.ALL && base.cutOver() == Pace.CutOver.AT_WORD;
    if (sources.isEmpty() || base.serial() || !follows || reader.itlMs() <= 0) {
      return base;
    }
    List<Forecast> standard = new ArrayList<>();
    for (int length : LENGTHS) {
      standard.add(Forecast.of(base, reader, sources, length));
    }
    Pace best = base;
    double least = 1 + PROMPT_WORTH;
    for (Pace pace : candidates(base)) {
      double cost = cost(pace, reader, sources, standard, least);
      if (cost < least) {
        least = cost;
        best = pace;
      }
    }
    return best;
  }

  /// The share of the standard's time that a pace takes, and of its prompts by their worth;
  /// infinite for one that is not allowed, `least` or more for one that is no better than that.
  private static double cost(
      Pace pace, Speed reader, List<Speed> sources, List<Forecast> standard, double least) {
    double cost = 0;
    double reading = 0;
    double allowed = 0;
    for (int i = 0; i < LENGTHS.length && cost < least; i++) {
      Forecast base = standard.get(i);
      Forecast forecast = Forecast.of(pace, reader, sources, LENGTHS[i]);
      double time = forecast.e2eMs() / base.e2eMs();
      if (time > 1 + NOISE || forecast.handedMs() > base.handedMs()) {
        return Double.POSITIVE_INFINITY;
      }
      double prompts = forecast.promptTokens() / base.promptTokens();
      cost += (time + PROMPT_WORTH * prompts) / LENGTHS.length;
      reading += forecast.readingShare();
      allowed += Math.max(READING_SHARE, base.readingShare());
    }
    return reading > allowed ? Double.POSITIVE_INFINITY : cost;
  }

  private static List<Pace> candidates(Pace base) {
    List<Pace> paces = new ArrayList<>();
    for (int next : NEXT) {
      paces.add(chunks(base, next, 1, next));
      for (double growth : GROWTH) {
        for (int cap : CAPS) {
          if (cap > next) {
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
}
