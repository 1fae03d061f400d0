package dev.staircase.lab.paced;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a model does with a chat that ends in a message of the assistant. Each is the way of some
/// provider.
public enum PrefixStyle {
  /// The message is continued (Ollama, older Anthropic).
  TRAILING,
  /// The message is continued, and the first delta repeats it (llama.cpp).
  TRAILING_ECHO,
  /// The message is continued where `continue_final_message` is true and `add_generation_prompt`
  /// false; without these flags its turn is closed (vLLM).
  CONTINUE_FINAL_MESSAGE,
  /// The message is continued where it carries `"prefix": true`, and refused otherwise (DeepSeek
  /// beta).
  PREFIX_FLAG,
  /// The same, and the first delta repeats it (Mistral).
  PREFIX_FLAG_ECHO,
  /// The message is a finished turn, and the model answers anew (OpenAI).
  CLOSE_TURN,
  /// The message silently becomes one of the user, and the model answers anew (SGLang without its
  /// flag).
  USER_MESSAGE,
  /// Refused with a 400 (Anthropic from 4.6 on).
  REJECT;

  /// The name in flags, such as `trailing-echo`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The style of that label.
  ///
  /// @throws IllegalArgumentException where there is none
  public static PrefixStyle of(String label) {
    for (var style : values()) {
      if (style.label().equals(label)) {
        return style;
      }
    }
    throw new IllegalArgumentException(
        "expected a prefix style (%s), found '%s'"
            .formatted(
                Arrays.stream(values()).map(PrefixStyle::label).collect(Collectors.joining(", ")),
                label));
  }

  /// How the model takes `request`.
  ///
  /// @throws Refusal where this provider answers 400
  Turn turn(ChatRequest request) {
    var messages = request.messages();
    if (request.raw()) {
      return new Turn(messages, messages.getLast().role() == Role.ASSISTANT, false);
    }
    boolean trailing = messages.getLast().role() == Role.ASSISTANT;
    if (this == CONTINUE_FINAL_MESSAGE && request.continueFinalMessage()) {
      return continueFinal(request, trailing);
    }
    if (!trailing) {
      return new Turn(messages, false, false);
    }
    return switch (this) {
      case TRAILING -> new Turn(messages, true, false);
      case TRAILING_ECHO -> new Turn(messages, true, true);
      case CONTINUE_FINAL_MESSAGE, CLOSE_TURN -> new Turn(messages, false, false);
      case PREFIX_FLAG, PREFIX_FLAG_ECHO -> {
        if (!request.prefixFlag()) {
          throw Refusal.invalid(
              "messages",
              "expected the last message to be of the user or to carry \"prefix\": true, found an"
                  + " assistant message without it");
        }
        yield new Turn(messages, true, this == PREFIX_FLAG_ECHO);
      }
      case USER_MESSAGE -> {
        var changed = new ArrayList<>(messages);
        changed.set(changed.size() - 1, Message.user(messages.getLast().content()));
        yield new Turn(changed, false, false);
      }
      case REJECT ->
          throw Refusal.invalid(
              "messages",
              "prefill is not supported: the conversation must end with a message of the user,"
                  + " found one of the assistant");
    };
  }

  private static Turn continueFinal(ChatRequest request, boolean trailing) {
    if (request.addGenerationPrompt()) {
      throw Refusal.invalid(
          "add_generation_prompt",
          "continue_final_message and add_generation_prompt (true unless sent as false) exclude"
              + " each other, found both true");
    }
    if (!trailing) {
      throw Refusal.invalid(
          "continue_final_message",
          "continue_final_message expects a last message of the assistant, found "
              + request.messages().getLast().role());
    }
    return new Turn(request.messages(), true, false);
  }
}
