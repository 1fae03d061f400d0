package dev.staircase.core.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One message of a conversation: who says it, and its text.
///
/// @param content the text; of a message with attachments what those shall read that can't take
///   them
/// @param attached images or calls of tools, or null for none
public record Message(Role role, String content, @Nullable Attached attached) {
  public Message {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(content, "content");
  }

  public Message(Role role, String content) {
    this(role, content, null);
  }

  public static Message system(String content) {
    return new Message(Role.SYSTEM, content);
  }

  public static Message user(String content) {
    return new Message(Role.USER, content);
  }

  public static Message assistant(String content) {
    return new Message(Role.ASSISTANT, content);
  }

  /// The message without what is attached.
  public Message plain() {
    return attached == null ? this : new Message(role, content);
  }
}
