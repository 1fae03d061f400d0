package dev.staircase.core.engine;

import dev.staircase.core.topology.HandOver;

/// Finds where a growing text may be handed over: at the ends of its words, sentences or steps.
final class Units {
  private Units() {}

  /// The last end of a unit in `(from, to]`, or `from` when there is none.
  static int lastEnd(HandOver handOver, CharSequence text, int from, int to) {
    return switch (handOver.unit()) {
      case WORD -> Words.lastEnd(text, from, to);
      case SENTENCE -> Words.lastSentenceEnd(text, from, to);
      case STEP -> lastStepEnd(handOver.marker(), text, from, to);
    };
  }

  /// A step ends with a line that holds its marker and nothing else; the line must be over.
  private static int lastStepEnd(String marker, CharSequence text, int from, int to) {
    int lineEnd = to;
    for (int i = to - 1; i >= from; i--) {
      if (text.charAt(i) == '\n') {
        if (lineEnd < to && text.subSequence(i + 1, lineEnd).toString().strip().equals(marker)) {
          return lineEnd;
        }
        lineEnd = i;
      }
    }
    boolean first = from == 0 && lineEnd < to;
    return first && text.subSequence(0, lineEnd).toString().strip().equals(marker) ? lineEnd : from;
  }
}
