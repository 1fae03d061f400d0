package dev.staircase.server;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import dev.staircase.core.chat.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the body of `POST /v1/chat/completions`. Whatever can't be honoured is refused, never
/// ignored in silence.
final class ChatRequests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_MESSAGES = 4096;
  private static final int MOST_STOPS = 4;

  /// Fields of the API that need what virtual models don't have yet.
  private static final List<String> UNSUPPORTED =
      List.of(
          "tools",
          "tool_choice",
          "functions",
          "function_call",
          "logprobs",
          "top_logprobs",
          "audio",
          "modalities");

  private ChatRequests() {}

  static ChatRequest read(byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      throw ApiError.badRequest(null, "the body must be JSON: " + e.getOriginalMessage())
          .exception();
    }
    if (!json.isObject()) {
      throw ApiError.badRequest(null, "the body must be a JSON object, found " + kind(json))
          .exception();
    }
    for (String field : UNSUPPORTED) {
      if (json.hasNonNull(field)
          && !(json.get(field).isBoolean() && !json.get(field).asBoolean())) {
        throw ApiError.unsupported(
                field, "'" + field + "' is not supported by virtual models; leave it out")
            .exception();
      }
    }
    if (json.hasNonNull("n") && json.get("n").asInt(0) != 1) {
      throw ApiError.unsupported("n", "'n' must be 1, found " + json.get("n")).exception();
    }
    JsonNode options = json.path("stream_options");
    return new ChatRequest(
        text(json, "model"),
        messages(json.path("messages")),
        sampling(json),
        maxTokens(json),
        bool(json, "stream"),
        options.isObject() && bool(options, "include_usage"),
        json.hasNonNull("staircase") ? json.get("staircase") : null);
  }

  private static List<Message> messages(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      throw ApiError.badRequest(
              "messages", "'messages' must be a list of at least one message, found " + kind(list))
          .exception();
    }
    if (list.size() > MOST_MESSAGES) {
      throw ApiError.badRequest(
              "messages",
              "'messages' may hold " + MOST_MESSAGES + " messages, found " + list.size())
          .exception();
    }
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      messages.add(message(list.get(i), "messages[" + i + "]"));
    }
    if (messages.getLast().role() != Role.USER) {
      throw ApiError.badRequest(
              "messages",
              "the last message must be the user's, found role "
                  + list.get(list.size() - 1).path("role"))
          .exception();
    }
    return messages;
  }

  private static Message message(JsonNode json, String where) {
    String said = json.path("role").asString("");
    Role role =
        switch (said) {
          case "system", "developer" -> Role.SYSTEM;
          case "user" -> Role.USER;
          case "assistant" -> Role.ASSISTANT;
          default ->
              throw ApiError.badRequest(
                      where + ".role",
                      "the role must be system, developer, user or assistant, found "
                          + json.path("role"))
                  .exception();
        };
    if (json.hasNonNull("tool_calls")) {
      throw ApiError.unsupported(
              where + ".tool_calls", "tool calls are not supported by virtual models")
          .exception();
    }
    return new Message(role, content(json.path("content"), where + ".content"));
  }

  /// Content as a string or as a list of text parts.
  private static String content(JsonNode content, String where) {
    if (content.isString()) {
      return content.stringValue();
    }
    if (!content.isArray()) {
      throw ApiError.badRequest(
              where, "the content must be a string or a list of parts, found " + kind(content))
          .exception();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (!part.path("type").asString("").equals("text") || !part.path("text").isString()) {
        throw ApiError.unsupported(
                where,
                "only parts of type text are supported by virtual models, found "
                    + part.path("type"))
            .exception();
      }
      text.append(part.get("text").stringValue());
    }
    return text.toString();
  }

  private static Sampling sampling(JsonNode json) {
    JsonNode seed = json.path("seed");
    if (json.hasNonNull("seed") && !seed.isIntegralNumber()) {
      throw ApiError.badRequest("seed", "'seed' must be a whole number, found " + seed).exception();
    }
    JsonNode format = json.path("response_format");
    if (json.hasNonNull("response_format") && !format.isObject()) {
      throw ApiError.badRequest(
              "response_format", "'response_format' must be an object, found " + kind(format))
          .exception();
    }
    return new Sampling(
        number(json, "temperature", 0, 2),
        number(json, "top_p", 0, 1),
        seed.isIntegralNumber() ? seed.asLong() : null,
        stops(json.path("stop")),
        format.isObject()
            ? JSON.createObjectNode().set("response_format", format).toString()
            : null);
  }

  private static List<String> stops(JsonNode stop) {
    if (stop.isMissingNode() || stop.isNull()) {
      return List.of();
    }
    List<String> stops = new ArrayList<>();
    for (JsonNode sequence : stop.isArray() ? stop : JSON.createArrayNode().add(stop)) {
      if (!sequence.isString() || sequence.stringValue().isEmpty() || stops.size() == MOST_STOPS) {
        throw ApiError.badRequest(
                "stop",
                "'stop' must be a string or a list of up to "
                    + MOST_STOPS
                    + " non-empty strings, found "
                    + stop)
            .exception();
      }
      stops.add(sequence.stringValue());
    }
    return stops;
  }

  private static int maxTokens(JsonNode json) {
    String field =
        json.hasNonNull("max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
    if (!json.hasNonNull(field)) {
      return 0;
    }
    JsonNode limit = json.get(field);
    if (!limit.isIntegralNumber() || !limit.canConvertToInt() || limit.asInt() < 1) {
      throw ApiError.badRequest(
              field, "'" + field + "' must be a whole number of 1 or more, found " + limit)
          .exception();
    }
    return limit.asInt();
  }

  private static @Nullable Double number(JsonNode json, String field, double least, double most) {
    if (!json.hasNonNull(field)) {
      return null;
    }
    JsonNode number = json.get(field);
    if (!number.isNumber() || number.asDouble() < least || number.asDouble() > most) {
      throw ApiError.badRequest(
              field,
              "'%s' must be a number from %s to %s, found %s".formatted(field, least, most, number))
          .exception();
    }
    return number.asDouble();
  }

  private static String text(JsonNode json, String field) {
    JsonNode text = json.path(field);
    if (!text.isString() || text.stringValue().isBlank()) {
      throw ApiError.badRequest(
              field, "'" + field + "' must be a non-empty string, found " + kind(text))
          .exception();
    }
    return text.stringValue();
  }

  private static boolean bool(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      throw ApiError.badRequest(field, "'" + field + "' must be true or false, found " + value)
          .exception();
    }
    return value.isBoolean() && value.asBoolean();
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode()
        ? "nothing"
        : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }
}
