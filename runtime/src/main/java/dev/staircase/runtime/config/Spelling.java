package dev.staircase.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses which word was meant.
final class Spelling {
  private Spelling() {}

  /// `; did you mean 'first-chunk'?`, or nothing where no word is near.
  static String hint(String found, Collection<String> allowed) {
    return nearest(found, allowed).map(word -> "; did you mean '" + word + "'?").orElse("");
  }

  /// The word with the fewest changed letters, at most a third of them; `_`, blanks and capitals
  /// count as the usual spelling.
  static Optional<String> nearest(String found, Collection<String> allowed) {
    String normal = normal(Found.shortened(found));
    return allowed.stream()
        .filter(
            word -> distance(normal, normal(word)) <= Math.min(normal.length(), word.length()) / 3)
        .min(Comparator.comparingInt(word -> distance(normal, normal(word))));
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
  }

  /// Levenshtein's, with the exchange of two neighbours as one change.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
