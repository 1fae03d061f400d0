package dev.staircase.core.engine;

/// Finds where a growing text may be cut: at the ends of words, so that it re-tokenises the same
/// and caches keep hitting.
///
/// A place is a word end when white space follows and none stands before it, or when a Chinese or
/// Japanese character stands before it (such scripts have no spaces). A stretch of [#LONGEST_WORD]
/// characters without a word end may be cut anywhere but inside a surrogate pair.
final class Words {
  static final int LONGEST_WORD = 64;

  private Words() {}

  /// The last word end in `(from, to]`, or `from` when there is none.
  ///
  /// @param text may hold more than `to` characters; the one at `to` is looked at
  static int lastEnd(CharSequence text, int from, int to) {
    for (int i = to; i > from; i--) {
      if (isEnd(text, i)) {
        return i;
      }
    }
    if (to - from < LONGEST_WORD) {
      return from;
    }
    return splitsPair(text, to) || Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
  }

  /// The first word end at or after `from`, or -1 when the text holds none yet.
  static int firstEnd(CharSequence text, int from) {
    int run = 0;
    for (int i = Math.max(1, from - LONGEST_WORD); i <= text.length(); i++) {
      run = Character.isWhitespace(text.charAt(i - 1)) ? 0 : run + 1;
      boolean forced = run >= LONGEST_WORD && i < text.length() && !splitsPair(text, i);
      if (i >= from && (isEnd(text, i) || forced)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isEnd(CharSequence text, int at) {
    char before = text.charAt(at - 1);
    if (Character.isWhitespace(before)) {
      return false;
    }
    if (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      return true;
    }
    return !splitsPair(text, at) && standsAlone(Character.codePointBefore(text, at));
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

  private static boolean splitsPair(CharSequence text, int at) {
    return at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }

  static int lastSentenceEnd(CharSequence text, int from, int to) {
    for (int i = to - 1; i > from; i--) {
      if (Character.isWhitespace(text.charAt(i)) && ".!?".indexOf(text.charAt(i - 1)) >= 0) {
        return i;
      }
    }
    return from;
  }
}
