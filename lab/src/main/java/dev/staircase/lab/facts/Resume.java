package dev.staircase.lab.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Goes on with a text exactly where it stopped.
final class Resume {
  private Resume() {}

  /// What is to be appended to `said`: the remainder of a sentence that breaks off at its end, then
  /// what is left.
  ///
  /// @param said the text so far; may be empty, may stop anywhere
  /// @param known every sentence that the text may be in the middle of; of those that begin alike,
  ///   one that was not said is the likelier, and the first of these
  /// @param left what is still to be said after a text, in order
  /// @param end what follows on each sentence, such as the mark of a step; may be empty
  static String after(
      String said, List<String> known, Function<String, List<String>> left, String end) {
    var candidates = new ArrayList<>(left.apply(said));
    known.stream().sorted(Comparator.comparing(said::contains)).forEach(candidates::add);
    candidates.replaceAll(sentence -> sentence + end);
    var text = new StringBuilder(said).append(remainder(said, candidates));
    for (var sentence : left.apply(text.toString())) {
      if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
        text.append(' ');
      }
      text.append(sentence).append(end);
    }
    return text.substring(said.length());
  }

  /// The rest of the sentence whose beginning stands at the end of `said`: the one with the longest
  /// beginning, of several the first; empty where there is none.
  private static String remainder(String said, List<String> candidates) {
    var rest = "";
    int longest = 0;
    for (var sentence : candidates) {
      for (int n = Math.min(sentence.length() - 1, said.length()); n > longest; n--) {
        if (said.endsWith(sentence.substring(0, n)) && startsAfterBreak(said, said.length() - n)) {
          longest = n;
          rest = sentence.substring(n);
        }
      }
    }
    return rest;
  }

  private static boolean startsAfterBreak(String said, int at) {
    return at == 0 || !Character.isLetterOrDigit(said.charAt(at - 1));
  }
}
