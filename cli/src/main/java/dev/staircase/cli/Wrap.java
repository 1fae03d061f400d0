package dev.staircase.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Fits text to columns of character cells.
final class Wrap {
  private static final int TAB = 4;
  private static final Pattern WORDS = Pattern.compile("(?<= )(?=[^ ])");

  private Wrap() {}

  /// Lines of at most `width` cells, broken between words; a longer word is cut.
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : printable(text).split("\n", -1)) {
      paragraph(paragraph, width, lines);
    }
    return lines;
  }

  private static void paragraph(String text, int width, List<String> lines) {
    StringBuilder line = new StringBuilder();
    int cells = 0;
    for (String word : WORDS.split(text, -1)) {
      int bare = cells(word.stripTrailing());
      if (cells > 0 && cells + bare > width) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
        cells = 0;
      }
      for (int at = 0; at < word.length(); ) {
        int c = word.codePointAt(at);
        if (cells + cells(c) > width && c != ' ') {
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
          cells = 0;
        }
        line.appendCodePoint(c);
        cells += cells(c);
        at += Character.charCount(c);
      }
    }
    lines.add(line.toString().stripTrailing());
  }

  /// `text` followed by spaces, or cut, to `width` cells.
  static String fit(String text, int width) {
    StringBuilder fitted = new StringBuilder();
    int cells = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      if (cells + cells(c) > width) {
        break;
      }
      fitted.appendCodePoint(c);
      cells += cells(c);
      at += Character.charCount(c);
    }
    return fitted.append(" ".repeat(width - cells)).toString();
  }

  /// `text` without what a terminal would take for a command: what a model says must not move the
  /// cursor.
  static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c == '\t') {
            clean.repeat(' ', TAB);
          } else if (c == '\n' || !Character.isISOControl(c)) {
            clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }

  private static int cells(String text) {
    return text.codePoints().map(Wrap::cells).sum();
  }

  /// 0 for marks that stand on the letter before, 2 for East Asian scripts and pictographs, else 1.
  private static int cells(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
