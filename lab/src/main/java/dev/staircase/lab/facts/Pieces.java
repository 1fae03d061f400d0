package dev.staircase.lab.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A text in which sentences are looked for, whole or handed on in pieces.
///
/// In an append-only prompt the chunks of several proposals alternate, so that a sentence may be
/// cut into pieces with other text between them. A sentence counts as read when its pieces stand in
/// the text in their order, each but the first at the start of a chunk, each but the last at the
/// end of one. A chunk starts at a line's start or after a label or bracket, and ends before a
/// line's end or a bracket; nothing else of the layout has to be known.
final class Pieces {
  private static final Pattern CHUNK_START =
      Pattern.compile(
          "(?:^|\\n(?:[-*] )?|[>\\])}:|\"`]|\\d\\.)[ \\t]*(?:\\u2026|\\.{3})?[ \\t]*(?=\\S)");
  private static final Pattern CHUNK_END =
      Pattern.compile("[ \\t]*(?:\\u2026|\\.{3})?[ \\t]*(?:\\n|$|[<\\[({|\"`])");

  private final String text;
  private final List<Integer> starts = new ArrayList<>();

  Pieces(String text) {
    this.text = text;
    var matcher = CHUNK_START.matcher(text);
    while (matcher.find()) {
      starts.add(matcher.end());
    }
  }

  /// Where `sentence` begins, or -1 where it cannot be read in full.
  int find(String sentence) {
    int whole = text.indexOf(sentence);
    return whole >= 0 ? whole : findCut(sentence);
  }

  private int findCut(String sentence) {
    int space = sentence.indexOf(' ');
    var word = space < 0 ? sentence : sentence.substring(0, space);
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int length = common(at, sentence, 0);
      boolean atWord = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (atWord && chunkEndsAt(at + length) && restFollows(at + length, sentence, length)) {
        return at;
      }
    }
    return -1;
  }

  private boolean restFollows(int after, String sentence, int read) {
    int from = read;
    while (from < sentence.length() && sentence.charAt(from) == ' ') {
      from++;
    }
    if (from == sentence.length()) {
      return true;
    }
    for (int start : starts) {
      int length = start < after ? 0 : common(start, sentence, from);
      if (length == 0) {
        continue;
      }
      int end = start + length;
      if (from + length == sentence.length()
          || (chunkEndsAt(end) && restFollows(end, sentence, from + length))) {
        return true;
      }
    }
    return false;
  }

  private boolean chunkEndsAt(int at) {
    return CHUNK_END.matcher(text).region(at, text.length()).lookingAt();
  }

  private int common(int at, String sentence, int from) {
    int n = 0;
    while (at + n < text.length()
        && from + n < sentence.length()
        && text.charAt(at + n) == sentence.charAt(from + n)) {
      n++;
    }
    return n;
  }
}
