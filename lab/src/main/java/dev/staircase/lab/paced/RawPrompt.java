package dev.staircase.lab.paced;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a prompt in which a chat template was rendered by the caller back into messages.
///
/// Known are ChatML, Llama 3, Gemma, Mistral, Zephyr and Phi (`<|role|>`), and plain `User:` lines.
/// A prompt without any of these markers is one message of the user.
final class RawPrompt {
  private static final Pattern MARKER =
      Pattern.compile(
          "<\\|im_start\\|>(?<chatml>system|user|assistant)\\n"
              + "|<\\|start_header_id\\|>(?<llama>system|user|assistant)<\\|end_header_id\\|>\\n\\n"
              + "|<start_of_turn>(?<gemma>user|model)\\n"
              + "|<\\|(?<zephyr>system|user|assistant)\\|>\\n?"
              + "|(?<inst>\\[INST\\]) ?|(?<endinst> ?\\[/INST\\]) ?"
              + "|(?:^|(?<=\\n))(?<plain>System|User|Assistant|SYSTEM|USER|ASSISTANT): ?");
  private static final Pattern TURN_END =
      Pattern.compile("(?:<\\|(?:im_end|eot_id|end|endoftext)\\|>|<end_of_turn>|</s>)\\s*$|\\n+$");

  private RawPrompt() {}

  /// The messages of `prompt`; a last message of the assistant is the partial text to be continued,
  /// and may be empty.
  static List<Message> messages(String prompt) {
    var messages = new ArrayList<Message>();
    var matcher = MARKER.matcher(prompt);
    var role = Role.USER;
    int from = 0;
    boolean marked = false;
    while (matcher.find()) {
      add(messages, role, prompt.substring(from, matcher.start()), true);
      role = role(matcher);
      from = matcher.end();
      marked = true;
    }
    add(messages, role, prompt.substring(from), marked && role != Role.ASSISTANT);
    if (messages.isEmpty() || (marked && role == Role.ASSISTANT && from == prompt.length())) {
      messages.add(new Message(role, ""));
    }
    return messages;
  }

  private static void add(List<Message> messages, Role role, String text, boolean closed) {
    var content = closed ? TURN_END.matcher(text).replaceFirst("") : text;
    if (!content.isBlank()) {
      messages.add(new Message(role, content));
    }
  }

  private static Role role(Matcher matcher) {
    if (matcher.group("inst") != null) {
      return Role.USER;
    }
    if (matcher.group("endinst") != null) {
      return Role.ASSISTANT;
    }
    for (var group : List.of("chatml", "llama", "gemma", "zephyr", "plain")) {
      var name = matcher.group(group);
      if (name != null) {
        return name.equals("model") ? Role.ASSISTANT : Role.valueOf(name.toUpperCase(Locale.ROOT));
      }
    }
    throw new IllegalStateException("a marker without a role: " + matcher.group());
  }
}
