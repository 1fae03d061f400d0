package dev.staircase.runtime;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.runtime.client.Trail;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A question to a virtual model.
///
/// @param model the virtual model's name in the configuration
/// @param conversation at least one message, the last one of the user; what tools returned counts
///   as the user's
/// @param sampling for the agent that writes the answer
/// @param maxTokens the most tokens of the answer; 0 for no limit
/// @param overrides an object with `mode`, `pace` and `layout` for this answer alone, or null
/// @param trail the virtual models that the question has come through
public record Ask(
    String model,
    List<Message> conversation,
    Sampling sampling,
    int maxTokens,
    @Nullable JsonNode overrides,
    Trail trail) {
  public Ask {
    conversation = List.copyOf(conversation);
    Objects.requireNonNull(trail, "trail");
  }

  /// A question that comes from nobody else.
  public Ask(
      String model,
      List<Message> conversation,
      Sampling sampling,
      int maxTokens,
      @Nullable JsonNode overrides) {
    this(model, conversation, sampling, maxTokens, overrides, Trail.NONE);
  }

  /// One question, everything else as configured.
  public static Ask of(String model, String question) {
    return new Ask(model, List.of(Message.user(question)), Sampling.DEFAULT, 0, null);
  }
}
