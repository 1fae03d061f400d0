package dev.staircase.core.engine;

import java.util.List;

/// Ends a streamed text before the first of its stop sequences, wherever pieces and steps part it.
///
/// Upstreams look for stop sequences within one call; an answer of several calls may hold one
/// across a border. A tail that could still become a stop sequence is kept back until it is
/// decided.
final class Stops {
  private final List<String> sequences;
  private String kept = "";
  private boolean hit;

  Stops(List<String> sequences) {
    this.sequences = sequences.stream().filter(sequence -> !sequence.isEmpty()).toList();
  }

  /// The text that may go out now that `piece` has come.
  String pass(String piece) {
    if (sequences.isEmpty()) {
      return piece;
    }
    String text = kept + piece;
    int first = -1;
    int tail = 0;
    for (String sequence : sequences) {
      int at = text.indexOf(sequence);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
      tail = Math.max(tail, openTail(text, sequence));
    }
    hit = first >= 0;
    int end = hit ? first : text.length() - tail;
    kept = hit ? "" : text.substring(end);
    return text.substring(0, end);
  }

  /// The text kept back, once nothing more comes.
  String rest() {
    String rest = kept;
    kept = "";
    return rest;
  }

  /// Whether a stop sequence has come; nothing more may go out.
  boolean hit() {
    return hit;
  }

  private static int openTail(String text, String sequence) {
    for (int length = Math.min(text.length(), sequence.length() - 1); length > 0; length--) {
      if (text.endsWith(sequence.substring(0, length))) {
        return length;
      }
    }
    return 0;
  }
}
