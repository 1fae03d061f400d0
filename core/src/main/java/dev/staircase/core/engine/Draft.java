package dev.staircase.core.engine;

import dev.staircase.core.prompt.Part;
import dev.staircase.core.prompt.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one agent has written: its text, step by step, each with what it was shown.
final class Draft {
  private final Text text = new Text();
  private final List<Shown> steps = new ArrayList<>();
  private int stepStart;

  /// The white space that follows the text; null while nobody knows.
  private @Nullable String gap;

  Text text() {
    return text;
  }

  /// The steps so far; what the last one has written is in it once it is closed.
  List<Shown> steps() {
    return steps;
  }

  /// The steps, and one that shows more.
  List<Shown> stepsAnd(List<Part> parts) {
    List<Shown> more = new ArrayList<>(steps);
    more.add(new Shown(parts, ""));
    return more;
  }

  void begin(List<Part> parts) {
    steps.add(new Shown(parts, ""));
    stepStart = text.length();
  }

  void put(String piece) {
    gap = piece.isEmpty() ? gap : null;
    text.append(piece);
  }

  /// Writes down what the step has said.
  ///
  /// @return whether that is anything
  boolean close() {
    if (steps.isEmpty()) {
      return false;
    }
    String written = text.from(stepStart);
    steps.set(steps.size() - 1, new Shown(steps.getLast().parts(), written));
    return !written.isBlank();
  }

  /// Where a word ends in the next piece, looking back at the text before; never before the step
  /// has said something; -1 for nowhere.
  int wordEndIn(String piece) {
    int back = Math.min(text.length() - stepStart, Words.LONGEST_WORD);
    String window = text.from(text.length() - back) + piece;
    int end = Words.firstEnd(window, Math.max(back, 1));
    return end < 0 ? -1 : end - back;
  }

  /// The text was cut before `rest`.
  void cutBefore(String rest) {
    int end = 0;
    while (end < rest.length() && Character.isWhitespace(rest.charAt(end))) {
      end++;
    }
    gap = rest.substring(0, end);
  }

  /// The writer came to an end of its own.
  void pause() {
    gap = space();
  }

  /// Joins what a call says to the text. In a new turn a model begins with a word, so that one is
  /// due even where nobody knows whether the last one was finished.
  ///
  /// @param sameTurn whether the model was made to continue the turn
  Seam seam(boolean sameTurn) {
    String known = gap == null ? "" : gap;
    String due = gap == null && !sameTurn ? space() : known;
    return new Seam(text.from(0), known, due, sameTurn);
  }

  private String space() {
    return Words.endsAlone(text.chars()) ? "" : " ";
  }
}
