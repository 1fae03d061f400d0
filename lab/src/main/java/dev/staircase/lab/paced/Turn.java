package dev.staircase.lab.paced;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.lab.facts.Conversation;
import java.util.List;

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
    for (var message : continues ? messages.subList(0, messages.size() - 1) : messages) {
      prompt.append(closed(message));
    }
    return prompt.append(open()).toString();
  }

  /// A message that is over.
  static String closed(Message message) {
    return marker(message.role()) + message.content() + "<|end|>\n";
  }

  /// The message that is to be written.
  String open() {
    return continues
        ? marker(messages.getLast().role()) + messages.getLast().content()
        : marker(Role.ASSISTANT);
  }

  private static String marker(Role role) {
    return switch (role) {
      case SYSTEM -> "<|system|>\n";
      case USER -> "<|user|>\n";
      case ASSISTANT -> "<|assistant|>\n";
    };
  }
}
