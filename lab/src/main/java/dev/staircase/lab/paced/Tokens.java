package dev.staircase.lab.paced;

import java.util.ArrayList;
import java.util.List;

/// The tokenizer of the paced models: tiny, deterministic, and about as coarse as a real one on
/// English text.
///
/// A token is an optional space and a letter with up to five letters or digits, or an optional
/// space and up to three digits, or an optional space and one other character, or a run of white
/// space. A CJK character is a token of its own. Surrogate pairs are never split. The tokens of a
/// text, joined, are the text.
public final class Tokens {
  private static final int WORD = 6;
  private static final int DIGITS = 3;

  private static final int LAST_ASCII = 0x7f;

  /// The first letter of Hangul, before which none of these scripts has any.
  private static final int FIRST_CJK = 0x1100;

  private Tokens() {}

  public static List<String> split(String text) {
    var tokens = new ArrayList<String>();
    for (int at = 0; at < text.length(); ) {
      int end = end(text, at);
      tokens.add(text.substring(at, end));
      at = end;
    }
    return tokens;
  }

  public static int count(String text) {
    int count = 0;
    for (int at = 0; at < text.length(); at = end(text, at)) {
      count++;
    }
    return count;
  }

  /// Where the token that starts at `start` ends.
  static int end(String text, int start) {
    int at = start;
    if (text.charAt(at) == ' ' && at + 1 < text.length() && !isSpace(text.charAt(at + 1))) {
      at++;
    }
    int first = text.codePointAt(at);
    if (isSpace(first)) {
      return runOfSpace(text, at);
    }
    int end = at + Character.charCount(first);
    if (isCjk(first)) {
      return end;
    }
    if (Character.isLetter(first)) {
      return grow(text, end, WORD - 1, true);
    }
    return Character.isDigit(first) ? grow(text, end, DIGITS - 1, false) : end;
  }

  private static int grow(String text, int from, int most, boolean letters) {
    int end = from;
    for (int n = 0; n < most && end < text.length(); n++) {
      int next = text.codePointAt(end);
      if (!grows(next, letters)) {
        return end;
      }
      end += Character.charCount(next);
    }
    return end;
  }

  private static boolean grows(int c, boolean letters) {
    if (c <= LAST_ASCII) {
      int lower = c | ' ';
      return (c >= '0' && c <= '9') || (letters && lower >= 'a' && lower <= 'z');
    }
    return (Character.isDigit(c) || (letters && Character.isLetter(c))) && !isCjk(c);
  }

  /// A run of white space leaves its last space to the word that follows.
  private static int runOfSpace(String text, int from) {
    int end = from + 1;
    while (end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    boolean givesBack = end < text.length() && end - from > 1 && text.charAt(end - 1) == ' ';
    return givesBack ? end - 1 : end;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isCjk(int c) {
    return c >= FIRST_CJK
        && (Character.isIdeographic(c)
            || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
            || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA
            || Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL);
  }
}
