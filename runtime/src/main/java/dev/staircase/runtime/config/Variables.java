package dev.staircase.runtime.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces environment variables in a text: `${NAME}`, `${NAME:-default}` (the default also where
/// the variable is empty, as in a shell), and `$${` for a plain `${`.
final class Variables {
  private static final Pattern PIECE =
      Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\})?");

  private final Map<String, String> env;

  Variables(Map<String, String> env) {
    this.env = env;
  }

  /// Takes what is wrong with a variable.
  interface Complaint {
    /// Something is wrong with one.
    ///
    /// @param offset where in the text it stands
    void about(int offset, String message);
  }

  /// The text with all variables replaced; empty if a variable can't be, which `complaint` is then
  /// told.
  Optional<String> replace(String text, Complaint complaint) {
    var replaced = new StringBuilder();
    var piece = PIECE.matcher(text);
    boolean whole = true;
    while (piece.find()) {
      Optional<String> value = value(piece, complaint);
      whole &= value.isPresent();
      piece.appendReplacement(replaced, Matcher.quoteReplacement(value.orElse("")));
    }
    piece.appendTail(replaced);
    return whole ? Optional.of(replaced.toString()) : Optional.empty();
  }

  private Optional<String> value(Matcher piece, Complaint complaint) {
    if (piece.group().startsWith("$$")) {
      return Optional.of("${");
    }
    String name = piece.group(1);
    if (name == null) {
      complaint.about(
          piece.start(),
          "expected ${NAME} or ${NAME:-default}, found another text after '${'; a plain '${' is"
              + " written '$${'");
      return Optional.empty();
    }
    String set = env.get(name);
    String fallback = piece.group(2);
    if (fallback != null && (set == null || set.isEmpty())) {
      return Optional.of(fallback);
    }
    if (set == null) {
      complaint.about(
          piece.start(),
          "expected the environment variable %s, found it unset; set it, or give a default: ${%s:-...}"
              .formatted(name, name));
    }
    return Optional.ofNullable(set);
  }

  /// The text written so that [#replace] gives it back.
  static String escaped(String text) {
    return text.replace("${", "$${");
  }
}
