package dev.staircase.lab.sim;

import dev.staircase.core.topology.HandOver;
import java.util.List;

/// Draws what scripted models say. Each word bears a letter of its agent and a number: no stretch
/// of two words comes twice, so that whatever is lost, doubled or mixed up shows.
final class Texts {
  private static final String MARKS =
      "\u03b1\u03b2\u03b3\u03b4\u03b5\u03b6\u03b7\u03b8\u03b9\u03ba\u03bb\u03bc\u03bd\u03be\u03bf\u03c0\u03c1\u03c3\u03c4\u03c5";
  private static final List<String> LATIN =
      List.of(
          "sky",
          "light",
          "a",
          "scatter",
          "Rayleigh",
          "blue",
          "is",
          "the",
          "molecule",
          "caf\u00e9",
          "I");
  private static final List<String> HAN =
      List.of("\u5929\u7a7a", "\u306f", "\u9752\u3044", "\u30e9\u30a4\u30c8", "\u6563\u4e71");
  private static final List<String> PICTURES =
      List.of(
          "\ud83d\ude00",
          "\ud83c\udf08",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "\ud835\udd4f");

  private Texts() {}

  /// The letter that stands in every word of a drawn text and in those of no other agent; "" when
  /// there is no word.
  static String markOf(String text) {
    return text.chars()
        .filter(c -> MARKS.indexOf(c) >= 0)
        .mapToObj(Character::toString)
        .findFirst()
        .orElse("");
  }

  /// The number of the agent whose letter stands in a text; -1 when none does.
  static int agentOf(String text) {
    return MARKS.indexOf(markOf(text).isEmpty() ? '?' : markOf(text).charAt(0));
  }

  /// @param unit in which units the text is handed over, so that there are some
  static String draw(Chance chance, int agent, HandOver unit) {
    int words =
        chance.percent(5) ? 0 : chance.percent(30) ? chance.between(1, 4) : chance.between(5, 60);
    int script = chance.below(10);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      boolean spaced = script != 0 || chance.percent(10);
      text.append(
          i == 0 || !spaced ? "" : chance.percent(5) ? chance.of("\n", "\n\n", "\n- ", "  ") : " ");
      text.append(word(chance, script, agent, i));
      text.append(chance.percent(8) ? chance.of(".", ",", "!", ":") : "");
      text.append(unitEnd(chance, unit));
    }
    if (chance.percent(3)) {
      text.append(' ').append(("x" + MARKS.charAt(agent)).repeat(80));
    }
    return text.toString();
  }

  private static String unitEnd(Chance chance, HandOver handOver) {
    return switch (handOver.unit()) {
      case WORD -> "";
      case SENTENCE -> chance.percent(15) ? "." : "";
      case STEP -> chance.percent(10) ? "\n" + handOver.marker() + "\n" : "";
    };
  }

  private static String word(Chance chance, int script, int agent, int number) {
    String stem =
        switch (script) {
          case 0 -> chance.of(HAN);
          case 1 -> chance.of(PICTURES);
          case 2 -> chance.of(chance.of(LATIN), chance.of(HAN), chance.of(PICTURES));
          default -> chance.of(LATIN);
        };
    return stem + MARKS.charAt(agent) + number;
  }
}
