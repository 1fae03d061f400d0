package dev.staircase.core.engine;

import java.util.List;

/// Joins what a model writes when it was asked to go on to the text it had written before.
///
/// Models don't always go on. The first words of the new text tell, so they are kept back until it
/// is clear that they
///
/// - **flow**: they pass, with the white space that was dropped at the cut where the model left it
///   out;
/// - **echo** the text before from its beginning (llama.cpp, Mistral), or **repeat** its last
///   words: that is swallowed;
/// - begin with a **leaked** control token of a chat template: it is swallowed;
/// - **restart**: begin like the text before and then differ, or open a new sentence where one was
///   under way.
///
/// Only what is certain is swallowed, see [Repeat] and [Leak]. Text is held back only as long as it
/// equals a stretch of the text before.
final class Seam {
  static final int LEAST_RESTART = 20;

  /// What follows a word without white space, even where there was some.
  private static final String CLOSING = ",.;:!?%\u2026\u3001\u3002\uff0c\uff01\uff1f\uff1a\uff1b";

  /// What closes a quote or bracket: on the same line without white space.
  private static final String BRACKETS = ")]}\u00bb\u201d\u2019\u300d\u300f\uff09";

  private static final List<String> OPENERS =
      List.of(
          "Sure",
          "Certainly",
          "Of course",
          "Here is",
          "Here's",
          "Continuing",
          "I apologize",
          "Okay,");

  private final String before;
  private final String gap;
  private final String due;
  private final boolean sameTurn;
  private final Leak leak;
  private final Repeat repeat;
  private final StringBuilder kept = new StringBuilder();
  private boolean restarted;
  private boolean open;
  private int swallowed;

  /// @param before all text written before, not empty
  /// @param gap the white space that is known to follow it, or "" when its last word may be
  ///   unfinished
  /// @param due the white space put before a word that begins without: the gap, or a guess
  /// @param sameTurn whether the model was made to continue the turn, rather than asked to in a new
  ///   one
  Seam(String before, String gap, String due, boolean sameTurn) {
    this.before = before;
    this.gap = gap;
    this.due = due;
    this.sameTurn = sameTurn;
    leak = new Leak(before);
    repeat = new Repeat(before, gap);
  }

  /// Takes a delta and returns the text to append: "" as long as nothing is decided, or for good
  /// after a restart.
  String accept(String delta) {
    if (open) {
      return delta;
    }
    kept.append(delta);
    return decide(false);
  }

  /// The text to append, once nothing more comes.
  String finish() {
    return open || restarted ? "" : decide(true);
  }

  /// Whether the model began anew; what it wrote is kept for [#asItIs].
  boolean restarted() {
    return restarted;
  }

  /// Whether the first words are decided and text flows.
  boolean open() {
    return open;
  }

  /// How many characters were swallowed: echo, repeat, and leaked tokens.
  int swallowed() {
    return swallowed;
  }

  /// Takes a restarted text for what it is, a new paragraph; a leaked token before it is swallowed.
  String asItIs() {
    open = true;
    restarted = false;
    return "\n\n" + kept.substring(leak.length(kept.toString())).stripLeading();
  }

  private String decide(boolean atEnd) {
    int leaked = leak.length(kept.toString());
    String text = kept.substring(leaked);
    if (!atEnd && (text.isEmpty() || Leak.mayBecome(text))) {
      return "";
    }
    repeat.read(text);
    if (!atEnd && repeat.isOpen()) {
      return "";
    }
    int repeated = repeat.length(atEnd);
    if (repeated == 0 && restarts(text)) {
      restarted = true;
      return "";
    }
    if (!atEnd && repeated == 0 && mayRestart(text)) {
      return "";
    }
    open = true;
    swallowed = leaked + repeated;
    String fresh = text.substring(repeated);
    return repeated == 0 && lacksGap(text) ? due + fresh : fresh;
  }

  private boolean lacksGap(String text) {
    if (text.isEmpty() || Character.isWhitespace(before.charAt(before.length() - 1))) {
      return false;
    }
    char first = text.charAt(0);
    boolean closes =
        CLOSING.indexOf(first) >= 0 || (BRACKETS.indexOf(first) >= 0 && due.indexOf('\n') < 0);
    return !closes && !Character.isWhitespace(first);
  }

  private boolean restarts(String text) {
    if (repeat.beganAnew(LEAST_RESTART)) {
      return true;
    }
    String start = text.stripLeading();
    if (!midSentence(before, gap)) {
      return false;
    }
    if (OPENERS.stream().anyMatch(start::startsWith)) {
      return true;
    }
    return sameTurn
        && !gap.isEmpty()
        && start.length() > 1
        && start.length() == text.length()
        && Character.isUpperCase(start.charAt(0))
        && Character.isLowerCase(start.charAt(1));
  }

  /// Whether the text is the first part of an opener, or one capital letter, where a sentence was
  /// under way.
  private boolean mayRestart(String text) {
    String start = text.stripLeading();
    return midSentence(before, gap)
        && ((text.length() == 1 && Character.isUpperCase(text.charAt(0)))
            || OPENERS.stream().anyMatch(opener -> opener.startsWith(start)));
  }

  /// Whether a text stops where neither its sentence nor its line does.
  static boolean midSentence(String text, String gap) {
    char last = text.charAt(text.length() - 1);
    return gap.indexOf('\n') < 0 && (Character.isLetterOrDigit(last) || last == ',');
  }
}
