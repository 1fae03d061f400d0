package dev.staircase.lab.fleet;

import java.util.List;
import java.util.random.RandomGenerator;

/// How many tokens texts have.
public sealed interface Length {
  /// Always as many.
  record Fixed(int tokens) implements Length {
    public Fixed {
      positive(tokens);
    }
  }

  /// A lognormal distribution, cut at its ends.
  ///
  /// @param sigma of the logarithm; at 0.5 one text in six is longer than 1.6 times the median
  /// @param most longer ones are cut to this
  record Lognormal(double median, double sigma, int most) implements Length {
    public Lognormal {
      positive(most);
      if (!(median >= 1 && median <= most && sigma >= 0 && sigma <= 5)) {
        throw new IllegalArgumentException(
            "a lognormal length has a median of 1 to %d tokens and a sigma of 0 to 5, found %s and %s"
                .formatted(most, median, sigma));
      }
    }
  }

  /// One of those that were seen, each as likely.
  record Empirical(List<Integer> seen) implements Length {
    public Empirical {
      seen = List.copyOf(seen);
      if (seen.isEmpty()) {
        throw new IllegalArgumentException("a list of lengths has at least one, found none");
      }
      seen.forEach(Length::positive);
    }
  }

  /// The next one, 1 to [#most()].
  default int draw(RandomGenerator random) {
    return switch (this) {
      case Fixed(int tokens) -> tokens;
      case Lognormal(double median, double sigma, int most) ->
          Math.clamp(Math.round(median * StrictMath.exp(sigma * random.nextGaussian())), 1, most);
      case Empirical(var seen) -> seen.get(random.nextInt(seen.size()));
    };
  }

  /// The longest there may be.
  default int most() {
    return switch (this) {
      case Fixed(int tokens) -> tokens;
      case Lognormal(double median, double sigma, int most) -> most;
      case Empirical(var seen) -> seen.stream().mapToInt(Integer::intValue).max().orElseThrow();
    };
  }

  private static void positive(int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("a length is 1 token or more, found " + tokens);
    }
  }
}
