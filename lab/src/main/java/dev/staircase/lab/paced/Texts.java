package dev.staircase.lab.paced;

import dev.staircase.lab.facts.FactBase;
import dev.staircase.lab.facts.Writers;
import java.util.regex.Pattern;

/// The texts behind [Writing].
final class Texts {
  static final Writers WRITERS = new Writers(FactBase.builtIn());

  private static final Pattern COUNTED = Pattern.compile("\\bw(\\d{1,6})");

  private Texts() {}

  /// `w1 w2 ...` up to `tokens`, from behind the last one in `said`.
  static String counted(int tokens, String said) {
    int written = 0;
    var matcher = COUNTED.matcher(said);
    while (matcher.find()) {
      written = Integer.parseInt(matcher.group(1));
    }
    boolean spaced = said.isEmpty() || Character.isWhitespace(said.charAt(said.length() - 1));
    var text = new StringBuilder();
    for (int i = written + 1; i <= tokens; i++) {
      text.append(text.isEmpty() && spaced ? "" : " ").append('w').append(i);
    }
    return text.toString();
  }
}
