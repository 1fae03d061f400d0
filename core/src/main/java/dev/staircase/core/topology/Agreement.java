package dev.staircase.core.topology;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// When a debate ends early: all debaters of a round have come to the same answer, where answers
/// can be compared.
///
/// @param rounds the agents of each round, in the order of the rounds
/// @param pattern a regular expression that finds the answer in a text; its last match counts, and
///   of that the first group, where there is one
public record Agreement(List<List<Integer>> rounds, String pattern) {
  public Agreement {
    rounds = rounds.stream().map(List::copyOf).toList();
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "expected a regular expression that finds an answer, found '%s': %s"
              .formatted(pattern, e.getDescription()),
          e);
    }
  }
}
