package dev.staircase.core.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
/// Only what is certain is swallowed: a repeat of at least [#LEAST_REPEAT] characters and two
/// words. Text is held back only as long as it equals a stretch of the text before.
final class Seam {
  static final int LEAST_REPEAT = 12;
  static final int LEAST_RESTART = 20;
  private static final int LONGEST_REPEAT = 600;
  private static final int LONGEST_LEAK = 64;
  private static final int ONE_WORD = 12;
  private static final Pattern LEAK =
      Pattern.compile(
          "\\A\\s*(?:(?:<\\|[A-Za-z0-9_]+\\|>|</?s>|\\[/?INST\\]|<(?:start|end)_of_turn>)"
              + "(?:assistant|user|system|model)?[\\r\\n]*)+");
  private static final Pattern OPEN_LEAK =
      Pattern.compile("\\A\\s*(?:<[|/]?[a-zA-Z0-9_|]*|\\[[/A-Z]*)\\z");
  private static final List<String> ROLES = List.of("assistant", "user", "system", "model");
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
  private final boolean sameTurn;
  private final StringBuilder kept = new StringBuilder();
  private boolean restarted;
  private boolean open;
  private int swallowed;

  /// @param before all text written before, not empty
  /// @param gap the white space that is known to follow it, or "" when its last word may be
  ///   unfinished
  /// @param sameTurn whether the model was made to continue the turn, rather than asked to in a new
  ///   one
  Seam(String before, String gap, boolean sameTurn) {
    this.before = before;
    this.gap = gap;
    this.sameTurn = sameTurn;
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
    return "\n\n" + LEAK.matcher(kept).replaceFirst("").stripLeading();
  }

  private String decide(boolean atEnd) {
    String text = kept.toString();
    Matcher leak = LEAK.matcher(text);
    if (leak.find()) {
      text = text.substring(leak.end());
    }
    int leaked = kept.length() - text.length();
    if (!atEnd && text.length() < LONGEST_LEAK && OPEN_LEAK.matcher(text).matches()) {
      return "";
    }
    boolean role = leaked > 0 && mayBeRole(kept.charAt(leaked - 1), text);
    if (!atEnd && (text.isEmpty() || role)) {
      return "";
    }
    if (role) {
      return flow("", kept.length(), 0);
    }
    if (text.startsWith(before)) {
      return flow(text.substring(before.length()), leaked, before.length());
    }
    if (before.startsWith(text)) {
      if (!atEnd) {
        return "";
      }
      int echoed = certain(text) ? text.length() : 0;
      return flow(text.substring(echoed), leaked, echoed);
    }
    if (restarts(text)) {
      restarted = true;
      return "";
    }
    if (!atEnd && (mayRepeat(text) || mayRestart(text))) {
      return "";
    }
    int repeated = repeated(text);
    return flow(text.substring(repeated), leaked, repeated);
  }

  private String flow(String text, int leaked, int repeated) {
    open = true;
    swallowed = leaked + repeated;
    boolean joined =
        repeated > 0
            || text.isEmpty()
            || Character.isWhitespace(before.charAt(before.length() - 1))
            || !startsWord(text.codePointAt(0));
    return joined ? text : gap + text;
  }

  private static boolean startsWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.isExtendedPictographic(codePoint)
        || "\"'([{*`_$#-\u201c\u2018".indexOf(codePoint) >= 0;
  }

  private boolean restarts(String text) {
    String start = text.stripLeading();
    int common = 0;
    int most = Math.min(start.length(), before.length());
    while (common < most && start.charAt(common) == before.charAt(common)) {
      common++;
    }
    if (common < start.length()
        && common >= LEAST_RESTART
        && start.substring(0, common).indexOf(' ') > 0) {
      return true;
    }
    if (!midSentence()) {
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
        && Character.isLowerCase(start.charAt(1))
        && !mayRepeat(text)
        && repeated(text) == 0;
  }

  private boolean midSentence() {
    char last = before.charAt(before.length() - 1);
    return Character.isLetterOrDigit(last) || last == ',';
  }

  /// Whether the text is the first part of the role that a leaked token is followed by.
  private static boolean mayBeRole(char leakEnd, String text) {
    return (leakEnd == '>' || leakEnd == ']')
        && ROLES.stream().anyMatch(role -> role.startsWith(text));
  }

  /// Whether the text equals a stretch of the text before that goes on, so that it may become a
  /// repeat of its end.
  private boolean mayRepeat(String text) {
    return before.indexOf(text, Math.max(0, before.length() - LONGEST_REPEAT)) >= 0;
  }

  /// Whether the text is the first half of an opener, or of a word with a capital letter, where a
  /// sentence was under way.
  private boolean mayRestart(String text) {
    if (!midSentence()) {
      return false;
    }
    String start = text.stripLeading();
    boolean word =
        Character.isUpperCase(text.charAt(0)) && text.indexOf(' ') < 0 && text.length() < ONE_WORD;
    boolean opener =
        text.length() < LONGEST_LEAK && OPENERS.stream().anyMatch(any -> any.startsWith(start));
    return word || opener;
  }

  /// Whether a repeat is long enough not to be chance.
  private static boolean certain(String repeat) {
    return repeat.length() >= LEAST_REPEAT && repeat.strip().indexOf(' ') > 0;
  }

  /// The length of the longest beginning of `text` that is also the end of the text before, 0 when
  /// it is too short to tell.
  private int repeated(String text) {
    for (int length = Math.min(text.length(), before.length()); length >= LEAST_REPEAT; length--) {
      if (before.regionMatches(before.length() - length, text, 0, length)
          && certain(text.substring(0, length))) {
        return length;
      }
    }
    return 0;
  }
}
