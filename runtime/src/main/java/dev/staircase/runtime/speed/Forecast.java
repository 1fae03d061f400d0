package dev.staircase.runtime.speed;

import dev.staircase.core.engine.Pace;
import java.util.List;

/// What a pace comes to for one writer, by the recurrence of the paper (2510.05059):
///
///     s(j) = max( f(j-1), max_i p(i,j) ) + prefill(j)      f(j) = s(j) + |S(j)| * ITL
///
/// where step j begins when the writer has done with the step before and the chunk j of every
/// proposer i is there, and what it writes then is bounded by the lead, or cut short by the next
/// view. It follows the engine's own rules for chunks ([Pace]) with texts of equal length.
///
/// @param e2eMs when the writer says its last word
/// @param readingMs time to the first tokens of its calls
/// @param promptTokens tokens of its prompts
/// @param startMs when it was first asked
/// @param handedMs when it has written a first chunk, which is what its own readers wait for
record Forecast(
    double e2eMs, double readingMs, double promptTokens, double startMs, double handedMs) {
  /// Tokens of a prompt besides what was proposed and written: an instruction and a question.
  private static final int PROMPT = 250;

  /// Share of the writer's time in which it reads.
  double readingShare() {
    return readingMs / (e2eMs - startMs);
  }

  /// The forecast of texts of `length` tokens.
  static Forecast of(Pace pace, Speed reader, List<Speed> sources, int length) {
    return new Run(pace, reader, sources, length).toEnd();
  }

  /// One answer, step by step.
  private static final class Run {
    private final Pace pace;
    private final Speed reader;
    private final List<Speed> sources;
    private final int length;
    private final double[] shown;
    private double written;
    private double nowMs;
    private double readingMs;
    private double promptTokens;
    private double handedMs;

    Run(Pace pace, Speed reader, List<Speed> sources, int length) {
      this.pace = pace;
      this.reader = reader;
      this.sources = sources;
      this.length = length;
      this.shown = new double[sources.size()];
    }

    Forecast toEnd() {
      nowMs = readyMs(pace.chunk(1));
      double startMs = nowMs;
      for (int step = 2; ; step++) {
        look();
        double firstMs = read(step > 2);
        if (least() >= length || written + 1 >= length) {
          say(firstMs, length - written);
          double e2eMs = firstMs + Math.max(0, length - written - 1) * reader.itlMs();
          return new Forecast(e2eMs, readingMs, promptTokens, startMs, handedMs);
        }
        write(firstMs, pace.chunk(step));
      }
    }

    /// Takes in all that is there.
    private void look() {
      for (int i = 0; i < shown.length; i++) {
        shown[i] = Math.min(length, Math.max(shown[i], sources.get(i).tokensBy(nowMs)));
      }
    }

    private double read(boolean begun) {
      double prompt = PROMPT + written;
      for (double tokens : shown) {
        prompt += tokens;
      }
      double ms = reader.readMs(prompt, begun);
      promptTokens += prompt;
      readingMs += ms;
      return nowMs + ms;
    }

    /// Writes to the next view or to the bound. The token that comes when either is reached is lost
    /// to the cut.
    private void write(double firstMs, int chunk) {
      double itlMs = reader.itlMs();
      double bound = bound();
      double readyMs = readyMs(chunk);
      double untilReady = Math.max(1, Math.ceil((readyMs - firstMs) / itlMs));
      double toBound = Math.max(1, bound - written);
      if (untilReady <= toBound && written + untilReady < length) {
        say(firstMs, untilReady);
        written += untilReady;
        nowMs = firstMs + untilReady * itlMs;
      } else {
        double tokens = Math.min(toBound, length - written);
        say(firstMs, tokens);
        written += tokens;
        nowMs = firstMs + tokens * itlMs;
        nowMs = Math.max(nowMs, readyMs(Math.min(chunk, pace.idleChunk((long) least()))));
      }
    }

    /// Notices when the first chunk is written.
    private void say(double firstMs, double tokens) {
      double left = pace.firstChunk() - written;
      if (handedMs == 0 && tokens >= left) {
        handedMs = firstMs + (left - 1) * reader.itlMs();
      }
    }

    /// When the next chunk of every proposal is there.
    private double readyMs(long chunk) {
      double ms = 0;
      for (int i = 0; i < shown.length; i++) {
        if (shown[i] < length) {
          double wanted = Math.max(shown[i] + chunk, Math.ceil((written + 1) * pace.lead()));
          ms = Math.max(ms, sources.get(i).tokenMs(Math.min(length, wanted)));
        }
      }
      return ms;
    }

    private double bound() {
      return pace.lead() == 0 ? length : Math.max(1, Math.floor(least() / pace.lead()));
    }

    /// Tokens shown of the proposal of which the fewest were, of those that are not over; the whole
    /// length when all are.
    private double least() {
      double least = length;
      for (double tokens : shown) {
        least = Math.min(least, tokens);
      }
      return least;
    }
  }
}
