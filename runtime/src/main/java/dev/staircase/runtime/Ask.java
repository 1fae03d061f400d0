package dev.staircase.runtime;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A question to a virtual model.
///
/// @param model the virtual model's name in the configuration
/// @param conversation at least one message, the last one of the user
/// @param sampling for the agent that writes the answer
/// @param maxTokens the most tokens of the answer; 0 for no limit
/// @param overrides an object with `mode`, `pace` and `layout` for this answer alone, or null
public record Ask(
    String model,
    List<Message> conversation,
    Sampling sampling,
    int maxTokens,
    @Nullable JsonNode overrides) {
  public Ask {
    conversation = List.copyOf(conversation);
  }

  /// One question, everything else as configured.
  public static Ask of(String model, String question) {
    return new Ask(model, List.of(Message.user(question)), Sampling.DEFAULT, 0, null);
  }
}
