package dev.staircase.lab.facts;

import java.util.List;
import java.util.regex.Pattern;

/// One response in a prompt, or a piece of one: a label with its number, and the text between two
/// marks made from a random word.
///
///     Response 2, your own of the round before (still being written):
///     <<f3nc3
///     Sunlight is made of
///     f3nc3>>
///
/// @param number the same for all pieces of a response
/// @param partial whether the label says that more of it is to come
/// @param text what stands between the marks
record Response(int number, boolean partial, String text) {
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?ms)^Response (\\d{1,4})([^\\n]{0,80}):\\n<<([A-Za-z0-9]+)\\n(.*?)\\n\\3>>$");

  /// The responses that stand in `text`, first to last.
  static List<Response> in(String text) {
    return SHOWN
        .matcher(text)
        .results()
        .map(found ->
            new Response(
                Integer.parseInt(found.group(1)),
                found.group(2).contains(Conversation.PARTIAL_MARK),
                found.group(4)))
        .toList();
  }

  /// What `text` says besides showing responses.
  static String without(String text) {
    return SHOWN.matcher(text).replaceAll("").strip();
  }
}
