package dev.staircase.runtime.client;

import dev.staircase.core.chat.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds the fields of a chunk, or of a whole completion, where each of the providers puts them.
/// Pure; whatever is missing or of an unexpected type counts as not there.
final class ChunkFields {
  private ChunkFields() {}

  /// The choice of index 0, or null where there is none.
  static @Nullable JsonNode choice(JsonNode chunk) {
    for (JsonNode choice : chunk.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        return choice;
      }
    }
    return null;
  }

  /// The text of a choice: of a chat's delta or message, or of a text completion. Content in parts
  /// (Mistral) gives the text parts alone.
  static String content(JsonNode choice) {
    JsonNode content = said(choice).path("content");
    if (!content.isArray()) {
      String text = text(content);
      return text.isEmpty() ? text(choice.path("text")) : text;
    }
    var text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(text(part.path("text")));
    }
    return text.toString();
  }

  /// Whether a choice holds reasoning, which is a sign of life and no part of the answer.
  static boolean reasons(JsonNode choice) {
    JsonNode said = said(choice);
    return !text(said.path("reasoning_content")).isEmpty()
        || !text(said.path("reasoning")).isEmpty()
        || said.path("content").size() > 0;
  }

  static boolean callsTools(JsonNode choice) {
    JsonNode said = said(choice);
    return said.path("tool_calls").size() > 0 || said.path("function_call").size() > 0;
  }

  /// What the upstream counted, or null where this chunk does not tell.
  static @Nullable Usage usage(JsonNode chunk) {
    JsonNode usage = chunk.path("usage");
    if (!usage.isObject()) {
      return null;
    }
    long prompt = count(usage.path("prompt_tokens"));
    JsonNode details = usage.path("prompt_tokens_details").path("cached_tokens");
    long cached = count(details.isNumber() ? details : usage.path("prompt_cache_hit_tokens"));
    return new Usage(prompt, Math.min(cached, prompt), count(usage.path("completion_tokens")));
  }

  /// The text of a JSON string, empty for anything else.
  static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : "";
  }

  private static JsonNode said(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    return delta.isObject() ? delta : choice.path("message");
  }

  private static long count(JsonNode node) {
    return Math.max(0, node.asLong(0));
  }
}
