package dev.staircase.runtime.client;

import dev.staircase.core.chat.Message;
import java.util.List;
import java.util.Objects;

/// A model's chat template in pieces, to render a conversation on our side for
/// `/v1/completions`. For Llama 3:
///
///     begin:     "<|begin_of_text|>"
///     system:    "<|start_header_id|>system<|end_header_id|>\n\n{content}<|eot_id|>"
///     user:      "<|start_header_id|>user<|end_header_id|>\n\n{content}<|eot_id|>"
///     assistant: "<|start_header_id|>assistant<|end_header_id|>\n\n{content}<|eot_id|>"
///     open:      "<|start_header_id|>assistant<|end_header_id|>\n\n"
///
/// (Many servers add the begin token by themselves; `begin` is then empty.)
///
/// @param begin what every prompt begins with; may be empty
/// @param system a system message, its text in place of `{content}`
/// @param user a message of the user, likewise
/// @param assistant a finished message of the assistant, likewise
/// @param open what opens the turn that the model writes; its partial text follows raw
public record ChatTemplate(
    String begin, String system, String user, String assistant, String open) {
  private static final String CONTENT = "{content}";

  public ChatTemplate {
    Objects.requireNonNull(begin, "begin");
    Objects.requireNonNull(open, "open");
    check("system", system);
    check("user", user);
    check("assistant", assistant);
  }

  private static void check(String name, String piece) {
    int first = piece.indexOf(CONTENT);
    if (first < 0 || piece.indexOf(CONTENT, first + 1) >= 0) {
      throw new IllegalArgumentException(
          "chat template piece '"
              + name
              + "' must hold "
              + CONTENT
              + " exactly once, found: "
              + piece);
    }
  }

  /// The prompt that makes a model continue the last message where that is the assistant's, else
  /// answer.
  String render(List<Message> messages) {
    var prompt = new StringBuilder(begin);
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      switch (message.role()) {
        case SYSTEM -> put(prompt, system, message);
        case USER -> put(prompt, user, message);
        case ASSISTANT -> {
          if (i == messages.size() - 1) {
            return prompt.append(open).append(message.content()).toString();
          }
          put(prompt, assistant, message);
        }
      }
    }
    return prompt.append(open).toString();
  }

  private static void put(StringBuilder prompt, String piece, Message message) {
    int at = piece.indexOf(CONTENT);
    prompt
        .append(piece, 0, at)
        .append(message.content())
        .append(piece, at + CONTENT.length(), piece.length());
  }
}
