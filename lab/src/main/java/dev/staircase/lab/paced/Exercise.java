package dev.staircase.lab.paced;

import dev.staircase.core.chat.Role;
import dev.staircase.lab.facts.Conversation;
import java.util.List;
import java.util.regex.Pattern;

/// The one exercise that every paced model can do: to count to ten. Clients ask for it to find out
/// how a model continues its own text.
final class Exercise {
  private static final Pattern ASKED =
      Pattern.compile("\\bcount from one to ten\\b", Pattern.CASE_INSENSITIVE);
  private static final List<String> NUMBERS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private Exercise() {}

  static boolean isAsked(Conversation conversation) {
    return conversation.messages().stream()
        .anyMatch(m -> m.role() == Role.USER && ASKED.matcher(m.content()).find());
  }

  /// The numbers that follow what was said.
  static String next(Conversation conversation) {
    String said = conversation.said();
    int counted = 0;
    while (counted < NUMBERS.size() && said.contains(NUMBERS.get(counted))) {
      counted++;
    }
    String rest = String.join(" ", NUMBERS.subList(counted, NUMBERS.size()));
    return said.isEmpty() || rest.isEmpty() ? rest : " " + rest;
  }
}
