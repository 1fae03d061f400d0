package dev.staircase.lab.paced;

import dev.staircase.core.chat.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request for a completion, checked.
///
/// @param raw whether it came to `/v1/completions`, its prompt read back into messages
/// @param model the model's name as it was sent
/// @param messages not empty
/// @param prompt the prompt as it was sent where `raw`, else empty
/// @param prefixFlag whether the last message carries `"prefix": true`
/// @param continueFinalMessage vLLM's flag, false unless sent
/// @param addGenerationPrompt vLLM's flag, true unless sent
/// @param stream whether the answer is wanted in pieces
/// @param counting when a stream shall tell its usage
/// @param maxTokens the most tokens to write; 0 for no limit
/// @param seed what sampling draws from, null where none was sent
/// @param stop up to 4 texts that end the answer before themselves
/// @param fault the value of `paced_fault`, or empty
record ChatRequest(
    boolean raw,
    String model,
    List<Message> messages,
    String prompt,
    boolean prefixFlag,
    boolean continueFinalMessage,
    boolean addGenerationPrompt,
    boolean stream,
    Counting counting,
    int maxTokens,
    @Nullable Long seed,
    List<String> stop,
    String fault) {}
