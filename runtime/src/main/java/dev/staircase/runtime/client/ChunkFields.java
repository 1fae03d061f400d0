package dev.staircase.runtime.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.staircase.core.chat.Usage;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

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

  /// Whether a choice calls a function in the way that tool calls took the place of.
  static boolean callsFunction(JsonNode choice) {
    return !said(choice).path("function_call").isEmpty();
  }

  /// The list of tool calls of a choice, as it came; empty where it calls none. Those of an answer
  /// that was not streamed have no index, and are given the one that they would have had.
  static JsonNode toolCalls(JsonNode choice) {
    JsonNode calls = said(choice).path("tool_calls");
    if (!calls.isArray()) {
      return MissingNode.getInstance();
    }
    if (!choice.path("delta").isObject()) {
      for (int i = 0; i < calls.size(); i++) {
        if (calls.get(i) instanceof ObjectNode call && !call.has("index")) {
          call.put("index", i);
        }
      }
    }
    return calls;
  }

  /// The entries of the tokens that a choice tells the log probabilities of.
  static JsonNode logprobs(JsonNode choice) {
    JsonNode entries = choice.path("logprobs").path("content");
    return entries.isArray() ? entries : MissingNode.getInstance();
  }

  /// A token in UTF-8: its bytes where they are told, for a token may be half a character.
  static byte[] token(JsonNode entry) {
    JsonNode bytes = entry.path("bytes");
    if (!bytes.isArray() || bytes.isEmpty()) {
      return text(entry.path("token")).getBytes(UTF_8);
    }
    var token = new ByteArrayOutputStream(bytes.size());
    bytes.forEach(b -> token.write(b.asInt(0)));
    return token.toByteArray();
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
