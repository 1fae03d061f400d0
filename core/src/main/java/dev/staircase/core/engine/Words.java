package dev.staircase.core.engine;

import java.util.List;
import java.util.regex.Pattern;

/// Finds where a growing text may be cut: at the ends of words, so that it re-tokenises the same
/// and caches keep hitting, or of sentences.
///
/// A place is a word end when white space follows and none stands before it, or when a Chinese or
/// Japanese character stands before it (such scripts have no spaces). A stretch of [#LONGEST_WORD]
/// characters without a word end may be cut anywhere, but never inside what is seen as one
/// character (a grapheme cluster, Unicode Standard Annex 29): a letter and its accents, an emoji of
/// several parts, a flag.
final class Words {
  static final int LONGEST_WORD = 64;
  private static final int LONGEST_CLOSING = 8;
  private static final String MARKS = ".!?\u2026\u061f\u06d4\u0964";
  private static final String WIDE_MARKS = "\u3002\uff01\uff1f";
  private static final String CLOSERS =
      "\"')]}*_`~\u2019\u201d\u00bb\u203a\u300d\u300f\uff09\u3011\u300b\u3009\u3015";
  private static final List<String> ABBREVIATIONS =
      List.of(
          ("Abb Abs Art Bd Co Corp Dept Dr Ed Eds Eq Fig Figs Fr Frl Gen Hr Inc Jr Ltd Mme Mr Mrs"
               + " Ms Mt No Nos Nr Prof Rev Sec Sr St Str Vol Vols abb abs al approx bzw ca cf dept"
               + " ed eds eq esp est etc evtl fig figs ggf inkl nr pp resp sec usw vgl viz vol vs")
              .split(" "));

  /// What a dot does not end: one letter, a short number (an ordinal, a list's), a Roman numeral.
  private static final Pattern NUMERAL = Pattern.compile("\\p{L}|\\d{1,2}|[IVXLivxl]+");

  private static final int FIRST_MARK = 0x300;
  private static final Pattern ONE_TO_THE_EYE = Pattern.compile("\\X");

  private Words() {}

  /// The last word end in `(from, to]`, or `from` when there is none.
  ///
  /// @param text may hold more than `to` characters; those behind it are looked at
  static int lastEnd(CharSequence text, int from, int to) {
    for (int i = to; i > from; i--) {
      if (isEnd(text, i)) {
        return i;
      }
    }
    for (int i = to; i - from >= LONGEST_WORD; i--) {
      if (mayPart(text, i)) {
        return i;
      }
    }
    return from;
  }

  /// The first word end at or after `from`, or -1 when the text holds none yet.
  static int firstEnd(CharSequence text, int from) {
    int run = 0;
    for (int i = Math.max(1, from - LONGEST_WORD); i <= text.length(); i++) {
      run = Character.isWhitespace(text.charAt(i - 1)) ? 0 : run + 1;
      if (i >= from && (isEnd(text, i) || (run >= LONGEST_WORD && mayPart(text, i)))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isEnd(CharSequence text, int at) {
    if (Character.isWhitespace(text.charAt(at - 1))) {
      return false;
    }
    if (at == text.length()) {
      return standsAlone(Character.codePointBefore(text, at));
    }
    return Character.isWhitespace(text.charAt(at))
        || (standsAlone(Character.codePointBefore(text, at)) && mayPart(text, at));
  }

  /// Whether a character is of a script that writes no spaces, so that it may be parted from the
  /// next one.
  static boolean standsAlone(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }

  /// Whether no space is due after a text: it ends in such a script or in its punctuation (CJK
  /// symbols, fullwidth forms).
  static boolean endsAlone(CharSequence text) {
    if (text.isEmpty()) {
      return false;
    }
    int last = Character.codePointBefore(text, text.length());
    boolean wide = (last >= 0x3000 && last <= 0x303F) || (last >= 0xFF00 && last <= 0xFF60);
    return standsAlone(last) || wide;
  }

  /// The end of the last sentence that is surely over, in `(from, to]`, or `from` when there is
  /// none: behind its closing quotes and brackets, before the white space that follows.
  ///
  /// A sentence ends at its mark when white space and no lower-case letter follows, at a Chinese or
  /// Japanese mark whatever follows, or where its line ends (a heading, an item). What follows must
  /// have come: `3.` at the end of the text may become `3.14`. A dot behind an abbreviation, a
  /// single letter or a short number ends nothing, although it may.
  ///
  /// @param text may hold more than `to` characters; those behind it are looked at
  static int lastSentenceEnd(CharSequence text, int from, int to) {
    for (int i = to; i > from; i--) {
      if (isSentenceEnd(text, i)) {
        return i;
      }
    }
    return from;
  }

  private static boolean isSentenceEnd(CharSequence text, int at) {
    if (at == text.length() || Character.isWhitespace(text.charAt(at - 1))) {
      return false;
    }
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      if (text.charAt(next++) == '\n') {
        return true;
      }
    }
    int mark = at - 1;
    while (mark > 0 && at - mark <= LONGEST_CLOSING && isOneOf(CLOSERS, text.charAt(mark))) {
      mark--;
    }
    if (isOneOf(WIDE_MARKS, text.charAt(mark))) {
      return !isOneOf(WIDE_MARKS + CLOSERS, text.charAt(at));
    }
    return next > at
        && next < text.length()
        && isOneOf(MARKS, text.charAt(mark))
        && !Character.isLowerCase(Character.codePointAt(text, next))
        && !(text.charAt(mark) == '.' && mayGoOn(text, mark));
  }

  private static boolean mayGoOn(CharSequence text, int dot) {
    int start = dot;
    while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    String word = text.subSequence(start, dot).toString();
    boolean alone = start == dot && (dot == 0 || Character.isWhitespace(text.charAt(dot - 1)));
    return alone || NUMERAL.matcher(word).matches() || ABBREVIATIONS.contains(word);
  }

  private static boolean isOneOf(String characters, char character) {
    return characters.indexOf(character) >= 0;
  }

  /// Whether the characters on both sides of a place are surely two to the eye. Not at the end of
  /// the text, where the next one may still change the last.
  ///
  /// It looks at two code points only, so that it needs no place to start from. What hangs on those
  /// before them it takes for one: the letters of several flags, and what follows a joiner or a
  /// mark.
  static boolean mayPart(CharSequence text, int at) {
    if (at == text.length() || Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
      return false;
    }
    int left = Character.codePointBefore(text, at);
    int right = Character.codePointAt(text, at);
    int type = Character.getType(left);
    return type != Character.FORMAT
        && type != Character.NON_SPACING_MARK
        && !isOneToTheEye(left, right);
  }

  /// Whether two code points are seen as one character, as far as that can be told without those
  /// before them.
  static boolean isOneToTheEye(int left, int right) {
    return Math.max(left, right) >= FIRST_MARK
        && ONE_TO_THE_EYE.matcher(Character.toString(left) + Character.toString(right)).matches();
  }
}
