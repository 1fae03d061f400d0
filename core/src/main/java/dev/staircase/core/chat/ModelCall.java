package dev.staircase.core.chat;

import java.util.List;
import java.util.Objects;

/// One request to one model: everything that decides the bytes sent upstream.
///
/// @param model what the model is called in the configuration, `upstream/name`
/// @param messages the conversation; not empty. A last message of the assistant is a partial text
///   which the model shall continue in the way of `continuation`; no other continuation than
///   NEW_TURN is sent to the upstream otherwise.
/// @param continuation how the model is made to go on with its own text
/// @param maxTokens the most tokens to write; 0 leaves it to the upstream
/// @param sampling how words are chosen
public record ModelCall(
    String model,
    List<Message> messages,
    Continuation continuation,
    int maxTokens,
    Sampling sampling) {
  public ModelCall {
    Objects.requireNonNull(model, "model");
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException(
          "a model call needs at least one message, found none (model " + model + ")");
    }
    if (maxTokens < 0) {
      throw new IllegalArgumentException("maxTokens must be 0 (none) or more, found " + maxTokens);
    }
  }

  /// Whether the model is to continue the last message rather than to answer it.
  public boolean continuesText() {
    return messages.getLast().role() == Role.ASSISTANT;
  }
}
