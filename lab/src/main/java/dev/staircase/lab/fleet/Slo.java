package dev.staircase.lab.fleet;

import dev.staircase.lab.measure.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What answers are promised, such as `ttft p95 < 1s, itl p95 < 50ms`.
///
/// @param terms all of which have to hold
public record Slo(List<Term> terms) {
  /// Nothing is promised.
  public static final Slo NONE = new Slo(List.of());

  private static final Pattern TERM =
      Pattern.compile("(ttft|itl|e2e|stall) +p(\\d{1,2}(?:\\.\\d)?) *< *(\\d+(?:\\.\\d+)?)(ms|s)");
  private static final double MS_PER_S = 1_000;

  public Slo {
    terms = List.copyOf(terms);
  }

  /// A figure of an answer.
  public enum Figure {
    TTFT,
    ITL,
    E2E,
    STALL;

    double of(Stream.Figures figures) {
      return switch (this) {
        case TTFT -> figures.ttftMs();
        case ITL -> figures.itlMs();
        case E2E -> figures.e2eMs();
        case STALL -> figures.stallMs();
      };
    }
  }

  /// One promise.
  ///
  /// @param share of the answers whose figure has to be below the limit, 0 to 1
  public record Term(Figure figure, double share, double limitMs) {}

  /// Reads terms with commas between them.
  ///
  /// @throws IllegalArgumentException where `text` is none
  public static Slo parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher match = TERM.matcher(part.strip().toLowerCase(Locale.ROOT));
      if (!match.matches()) {
        throw new IllegalArgumentException(
            "expected terms such as 'ttft p95 < 1s' (ttft, itl, e2e or stall; p1 to p99.9; ms or"
                + " s),"
                + " found '%s'".formatted(part.strip()));
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
  boolean isMetBy(Stream.Figures figures) {
    return terms.stream().allMatch(term -> term.figure().of(figures) < term.limitMs());
  }
}
