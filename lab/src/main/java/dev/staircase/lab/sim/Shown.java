package dev.staircase.lab.sim;

import dev.staircase.core.chat.Message;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Plan;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one call's prompt shows, read back from its messages alone.
///
/// @param proposals the text of each proposal, its pieces joined, by its number
/// @param over the numbers of the proposals that are told to be whole or broken off
/// @param written what the prompt says that the agent has written
record Shown(TreeMap<Integer, String> proposals, List<Integer> over, String written) {
  /// What stands in prompts with this fence before, between and after the marks.
  static Pattern piece(String fence) {
    return Pattern.compile(
        ("Response (\\d+)(?:, your own of the round before)?"
                + "( \\(still being written\\)| \\(broken off\\))?:\\n<<%1$s\\n(.*?)\\n%1$s>>")
            .formatted(fence),
        Pattern.DOTALL);
  }

  static Shown of(Effect.Call call, Plan plan, Pattern piece) {
    TreeMap<Integer, String> proposals = new TreeMap<>();
    TreeMap<Integer, Boolean> over = new TreeMap<>();
    for (Message message : call.request().messages()) {
      Matcher matcher = piece.matcher(message.content());
      while (matcher.find()) {
        int number = Integer.parseInt(matcher.group(1));
        proposals.merge(number, matcher.group(3), String::concat);
        over.put(number, !" (still being written)".equals(matcher.group(2)));
      }
    }
    List<Integer> ended =
        over.keySet().stream().filter(number -> Boolean.TRUE.equals(over.get(number))).toList();
    return new Shown(proposals, ended, Script.written(call.request(), plan.conversation()));
  }
}
