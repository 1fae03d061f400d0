package dev.staircase.server.api;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A checked request for an answer.
///
/// @param model the virtual model asked
/// @param conversation at least one message, the last one of the user
/// @param sampling for the agent that writes the answer
/// @param maxTokens the most tokens of the answer; 0 for no limit
/// @param stream whether the answer is wanted in pieces
/// @param usage whether a streamed answer ends with its usage
/// @param events when a streamed answer tells what befalls it on its way
/// @param overrides the rest of the request's `staircase` object, or null
public record ChatRequest(
    String model,
    List<Message> conversation,
    Sampling sampling,
    int maxTokens,
    boolean stream,
    boolean usage,
    Telling events,
    @Nullable JsonNode overrides) {}
