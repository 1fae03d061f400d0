package dev.staircase.lab.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What answers are promised, such as `ttft p95 < 1s, gap p95 < 50ms`.
///
/// `itl` is one figure an answer, the mean time between its tokens, (E2E - TTFT) / (tokens - 1):
/// half of an answer may stand still and half come at once. `gap` is the time between two pieces,
/// each of them counted, over all answers: what those who run servers mean by inter-token latency.
///
/// @param terms all of which have to hold
public record Slo(List<Term> terms) {
  /// Nothing is promised.
  public static final Slo NONE = new Slo(List.of());

  private static final Pattern TERM =
      Pattern.compile(
          "(ttft|itl|gap|e2e|stall) +p(\\d{1,2}(?:\\.\\d)?) *< *(\\d+(?:\\.\\d+)?)(ms|s)");
  private static final double MS_PER_S = 1_000;

  public Slo {
    terms = List.copyOf(terms);
  }

  /// A figure of an answer; of [#GAP], which it has many of, all.
  public enum Figure {
    TTFT,
    ITL,
    GAP,
    E2E,
    STALL
  }

  /// One promise.
  ///
  /// @param share of the answers, or of their gaps, that have to be below the limit, 0 to 1
  public record Term(Figure figure, double share, double limitMs) {
    /// Whether one answer keeps below the limit; where it is one of gaps, with as large a share of
    /// its own.
    private boolean isMetBy(Stream.Figures figures, double[] gapsMs) {
      return switch (figure) {
        case TTFT -> figures.ttftMs() < limitMs;
        case ITL -> figures.itlMs() < limitMs;
        case GAP ->
            Arrays.stream(gapsMs).filter(gap -> gap < limitMs).count() >= share * gapsMs.length;
        case E2E -> figures.e2eMs() < limitMs;
        case STALL -> figures.stallMs() < limitMs;
      };
    }
  }

  /// Reads terms with commas between them.
  ///
  /// @throws IllegalArgumentException where `text` is none
  public static Slo parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher match = TERM.matcher(part.strip().toLowerCase(Locale.ROOT));
      if (!match.matches()) {
        throw new IllegalArgumentException(
            "expected terms such as 'ttft p95 < 1s' (ttft, itl, the mean of an answer, gap, each"
                + " between two pieces, e2e or stall; p1 to p99.9; ms or s), found '%s'"
                    .formatted(part.strip()));
      }
      terms.add(
          new Term(
              Figure.valueOf(match.group(1).toUpperCase(Locale.ROOT)),
              Double.parseDouble(match.group(2)) / 100,
              Double.parseDouble(match.group(3)) * (match.group(4).equals("s") ? MS_PER_S : 1)));
    }
    return new Slo(terms);
  }

  /// Whether one answer keeps below all limits.
  public boolean isMetBy(Stream.Figures figures, double[] gapsMs) {
    return terms.stream().allMatch(term -> term.isMetBy(figures, gapsMs));
  }
}
