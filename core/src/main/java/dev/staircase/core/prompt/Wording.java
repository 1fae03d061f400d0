package dev.staircase.core.prompt;

import java.util.regex.Matcher;

/// How proposals stand in prompts, and what is said about their being partial.
///
/// Proposals are untrusted text. Each stands between two marks made from a random word which it
/// can't guess, it bears a number and no model's name, and what looks like a chat template's
/// control token in it is spelt so that no template takes it for one. This lowers the chance that a
/// proposal gives orders; it is no boundary.
final class Wording {
  static final String PARTIAL =
      """
      Some of the responses are still being written: you see their beginnings, and more of them follows while you \
      write. Write what they support so far, in an order that leaves room for the rest, and do not conclude the \
      answer yet.\
      """;

  static final String IN_PIECES =
      """
      The responses reach you in pieces, turn by turn: a piece goes on where the piece with the same number stopped. \
      As long as one of them is still being written, write what the pieces support so far and do not conclude the \
      answer. Your turns, read one after the other without a break, are one single answer.\
      """;

  static final String GO_ON =
      """
      Go on with your answer exactly where it stopped, in the middle of the sentence if need be. Do not repeat \
      anything, do not start over, do not comment.\
      """;

  private Wording() {}

  static String proposal(Part part, String fence) {
    String label =
        switch (part.state()) {
          case PARTIAL -> " (still being written)";
          case COMPLETE -> "";
          case BROKEN_OFF -> " (broken off)";
        };
    String whose = part.own() ? ", your own of the round before" : "";
    String text = neutral(part.text()).replace(fence, broken(fence));
    return "Response "
        + part.number()
        + whose
        + label
        + ":\n<<"
        + fence
        + "\n"
        + text
        + "\n"
        + fence
        + ">>";
  }

  /// The text with every control token of a known chat template made harmless by a broken bar
  /// behind its first character; all else is left as it is.
  static String neutral(String text) {
    return ControlTokens.mayBeIn(text)
        ? ControlTokens.ANY
            .matcher(text)
            .replaceAll(token -> Matcher.quoteReplacement(broken(token.group())))
        : text;
  }

  private static String broken(String word) {
    return word.charAt(0) + "\u00a6" + word.substring(1);
  }
}
