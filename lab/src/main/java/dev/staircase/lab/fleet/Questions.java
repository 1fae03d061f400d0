package dev.staircase.lab.fleet;

import dev.staircase.lab.paced.Tokens;

/// Made-up questions of a given number of tokens, no two alike from their first block on.
final class Questions {
  private static final String WORD = " word";

  private final String words;

  /// @param most tokens of the longest question
  Questions(int most) {
    words = WORD.repeat(most);
  }

  /// @param tokens as [Tokens] counts them; at least those of the question's number
  String of(long number, int tokens) {
    String head = "Question " + number + ":";
    int left = Math.max(0, tokens - Tokens.count(head));
    return head + words.substring(0, left * WORD.length());
  }
}
