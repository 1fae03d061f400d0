package dev.staircase.lab.paced;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.lab.facts.Conversation;
import java.util.List;
import java.util.Locale;

/// A conversation as the model takes it, after its way with an assistant prefix.
///
/// @param messages not empty
/// @param continues whether the last message is continued rather than answered
/// @param echoes whether the answer repeats that message first
public record Turn(List<Message> messages, boolean continues, boolean echoes) {

  /// The text that precedes the model's own; empty where it does not repeat any.
  String echo() {
    return echoes ? messages.getLast().content() : "";
  }

  /// What the model's writing is shown.
  Conversation conversation() {
    return new Conversation(messages, continues);
  }

  /// The prompt as the model reads it, role markers included; what it writes follows right behind.
  public String rendered() {
    var prompt = new StringBuilder();
    for (var message : messages) {
      prompt.append(marker(message.role())).append(message.content()).append("<|end|>\n");
    }
    if (continues) {
      prompt.setLength(prompt.length() - "<|end|>\n".length());
    } else {
      prompt.append(marker(Role.ASSISTANT));
    }
    return prompt.toString();
  }

  private static String marker(Role role) {
    return "<|" + role.name().toLowerCase(Locale.ROOT) + "|>\n";
  }
}
