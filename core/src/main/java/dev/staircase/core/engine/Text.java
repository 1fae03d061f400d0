package dev.staircase.core.engine;

import java.util.Arrays;

/// The growing text of one agent, and how many tokens it was at each of its pieces.
final class Text {
  private final StringBuilder chars = new StringBuilder();
  private int[] ends = new int[16];
  private int[] counts = new int[16];
  private int pieces;
  private int tokens;

  void append(String piece) {
    if (piece.isEmpty()) {
      return;
    }
    chars.append(piece);
    tokens += Tokens.in(piece);
    if (pieces == ends.length) {
      ends = Arrays.copyOf(ends, 2 * pieces);
      counts = Arrays.copyOf(counts, 2 * pieces);
    }
    ends[pieces] = chars.length();
    counts[pieces++] = tokens;
  }

  CharSequence chars() {
    return chars;
  }

  int length() {
    return chars.length();
  }

  int tokens() {
    return tokens;
  }

  boolean isBlank() {
    for (int i = 0; i < chars.length(); i++) {
      if (!Character.isWhitespace(chars.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  String from(int start) {
    return chars.substring(start);
  }

  String between(int start, int end) {
    return chars.substring(start, end);
  }

  /// How many tokens the first `length` characters are.
  int tokensAt(int length) {
    int at = Arrays.binarySearch(ends, 0, pieces, length);
    int before = at >= 0 ? at : -at - 2;
    return before < 0 ? 0 : counts[before];
  }

  /// Where the first `wanted` tokens end; the whole length when there are fewer.
  int offsetOf(long wanted) {
    if (wanted >= tokens) {
      return chars.length();
    }
    int at = Arrays.binarySearch(counts, 0, pieces, (int) wanted);
    return ends[at >= 0 ? at : -at - 1];
  }
}
