package dev.staircase.core.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Control tokens of a chat template that a server failed to hide, at the beginning of what a model
/// says, with the role and the line breaks that belong to them.
///
/// Where the text before is about such tokens, or opens a quote in which one may stand, nothing
/// tells a leak from a word: there is none then. A space in front makes it a word, too.
final class Leak {
  private static final int LONGEST = 64;
  private static final String TOKEN =
      "(?:<\\|[A-Za-z0-9_]+\\|>|<\uff5c[^<>\\s]{1,40}\uff5c>|</?s>|\\[/?INST]"
          + "|<(?:start|end)_of_turn>)";
  private static final Pattern ANY = Pattern.compile(TOKEN);
  private static final Pattern FIRST =
      Pattern.compile(
          "\\A[\\r\\n]*+(?:"
              + TOKEN
              + "(?:(?:assistant|user|system|model|final)(?=[\\r\\n<]|\\z))?[\\r\\n]*+)++");
  private static final Pattern OPEN =
      Pattern.compile("\\A[\\r\\n]*+(?:<[|/\uff5c]?[^<>|\\s]*+[|\uff5c]?|\\[[/A-Z]*+)\\z");
  private static final List<String> ROLES =
      List.of("assistant", "user", "system", "model", "final");
  private static final String QUOTES = "`\"'(\u201c\u2018\u00ab";

  private final String before;

  /// @param before all text written before, not empty
  Leak(String before) {
    this.before = before;
  }

  /// The length of the leaked tokens at the beginning of a text; all of it when it may stop inside
  /// a role.
  int length(String text) {
    Matcher leak = FIRST.matcher(text);
    if (!leak.find() || mayBeWord()) {
      return 0;
    }
    String rest = text.substring(leak.end());
    char last = text.charAt(leak.end() - 1);
    boolean role =
        (last == '>' || last == ']') && ROLES.stream().anyMatch(any -> any.startsWith(rest));
    return role ? text.length() : leak.end();
  }

  private boolean mayBeWord() {
    return QUOTES.indexOf(before.charAt(before.length() - 1)) >= 0 || ANY.matcher(before).find();
  }

  /// Whether a text may become a control token.
  static boolean mayBecome(String text) {
    return text.length() < LONGEST && OPEN.matcher(text).matches();
  }
}
