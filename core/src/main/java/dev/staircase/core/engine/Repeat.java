package dev.staircase.core.engine;

import java.util.ArrayList;
import java.util.List;

/// How much of a new text says the end of the text before again.
///
/// Only what is certain counts, since text lost is worse than text seen twice. A repeat has
/// [#LEAST] columns and two words; only the text before as a whole may be shorter. It is none where
/// the text before repeats itself there already ("on and on and on"), and up to [#LONGEST_LINE]
/// characters of it are none where they may be a line like the last one: in verse, code and tables
/// such lines are meant.
///
/// Every place where a repeat may have begun is followed as long as the text before goes on there
/// as the new one does: the starts of lines, and near the end those of words.
final class Repeat {
  static final int LEAST = 12;
  private static final int LONGEST_LINE = 80;
  private static final int NEAR = 600;

  private final String before;
  private final String gap;
  private final int first;
  private final List<Integer> open = new ArrayList<>();
  private final List<Integer> ended = new ArrayList<>();
  private String lead = "";
  private String words = "";
  private int agreed;

  /// @param before all text written before
  /// @param gap the white space that is known to follow it, or "" when its last word may be
  ///   unfinished
  Repeat(String before, String gap) {
    this.before = before;
    this.gap = gap;
    first = before.length() - before.stripLeading().length();
    for (int at = first; at < before.length(); at++) {
      if (at == first || startsLine(at) || (before.length() - at <= NEAR && startsWord(at))) {
        open.add(at);
      }
    }
  }

  /// Takes the new text as far as it has come; each time it begins with what it was the time
  /// before.
  void read(String text) {
    int seen = words.length();
    words = text.stripLeading();
    lead = text.substring(0, text.length() - words.length());
    open.removeIf(start -> !goesOn(start, seen));
  }

  private boolean goesOn(int start, int seen) {
    int length = Math.min(words.length(), before.length() - start);
    if (!before.regionMatches(start + seen, words, seen, length - seen)) {
      agreed = start == first ? agreement(seen) : agreed;
      return false;
    }
    if (length < words.length()) {
      ended.add(start);
      return false;
    }
    return true;
  }

  private int agreement(int seen) {
    int at = seen;
    while (words.charAt(at) == before.charAt(first + at)) {
      at++;
    }
    return at;
  }

  /// Whether the new text still equals a stretch of the text before, so that it may become a
  /// repeat; white space alone always may.
  boolean isOpen() {
    return !open.isEmpty();
  }

  /// The length of the repeat, with the white space before it; 0 when there is none.
  ///
  /// @param atEnd whether nothing more comes; the beginning of the text before is a repeat, too,
  ///   then
  int length(boolean atEnd) {
    List<Integer> starts = new ArrayList<>(ended);
    if (atEnd) {
      open.stream().filter(at -> at + words.length() == before.length()).forEach(starts::add);
    }
    if (starts.stream().noneMatch(this::standsTwice)) {
      for (int start : starts.stream().sorted().toList()) {
        if (isCertain(start)) {
          return lead.length() + before.length() - start;
        }
      }
    }
    boolean brokenOff = atEnd && open.contains(first) && !beginsLine() && !breaks(gap);
    return brokenOff && isLong(words, LEAST) ? lead.length() + words.length() : 0;
  }

  /// Whether the new text began like the text before and then differed, without being a new line
  /// where one was due or an item of a list, which may begin alike.
  ///
  /// @param least how many columns must have been alike
  boolean beganAnew(int least) {
    return isLong(words.substring(0, agreed), least)
        && !(beginsLine() && (breaks(gap) || !Character.isLetterOrDigit(words.codePointAt(0))));
  }

  private boolean isCertain(int start) {
    String again = before.substring(start);
    boolean echo = start == first && lead.length() == first && !Words.endsAlone(before);
    if (!(echo || isLong(again, LEAST)) || (!gap.isEmpty() && wordGoesOn(again))) {
      return false;
    }
    if (again.length() > LONGEST_LINE) {
      return true;
    }
    if (breaks(gap)) {
      return !beginsLine() && lineEnds(again) && before.indexOf(again) == start;
    }
    return !beginsLine()
        || (!gap.isEmpty() && (!startsLine(start) || Seam.midSentence(before, gap)));
  }

  /// Whether the text before ends in a stretch twice.
  private boolean standsTwice(int start) {
    return before.substring(0, start).stripTrailing().endsWith(before.substring(start).strip());
  }

  /// Whether the new text makes the last word of what it repeats a longer one.
  private boolean wordGoesOn(String again) {
    return again.length() < words.length()
        && !Character.isWhitespace(words.charAt(again.length()))
        && partOfWord(words, again.length());
  }

  private boolean lineEnds(String again) {
    return again.length() == words.length()
        || breaks(words.substring(again.length()).substring(0, 1));
  }

  private boolean beginsLine() {
    return breaks(lead);
  }

  private boolean startsLine(int at) {
    int line = at;
    while (line > 0 && (before.charAt(line - 1) == ' ' || before.charAt(line - 1) == '\t')) {
      line--;
    }
    return !Character.isWhitespace(before.charAt(at))
        && (line == 0 || before.charAt(line - 1) == '\n');
  }

  private boolean startsWord(int at) {
    return !Character.isWhitespace(before.charAt(at)) && (at == 0 || !partOfWord(before, at));
  }

  /// Whether a place is inside a word.
  private static boolean partOfWord(String text, int at) {
    int left = text.codePointBefore(at);
    int right = text.codePointAt(at);
    return (Character.isLetterOrDigit(left)
            && Character.isLetterOrDigit(right)
            && !Words.standsAlone(left))
        || Words.isOneToTheEye(left, right);
  }

  private static boolean breaks(String space) {
    return space.indexOf('\n') >= 0;
  }

  /// Whether a text is too long to be there twice by chance: it has two words, and as many columns
  /// as asked. A wide character (Chinese, Japanese, Korean) has two; one that stands alone is a
  /// word.
  private static boolean isLong(String text, int least) {
    int columns = 0;
    int count = 0;
    boolean inWord = false;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      boolean alone = Words.standsAlone(c);
      count += alone || (Character.isLetter(c) && !inWord) ? 1 : 0;
      inWord = !Character.isWhitespace(c) && (inWord || Character.isLetter(c));
      columns += alone || Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL ? 2 : 1;
    }
    return columns >= least && count >= 2;
  }
}
