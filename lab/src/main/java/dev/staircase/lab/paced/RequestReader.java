package dev.staircase.lab.paced;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads the body of a request and checks it; every [Refusal] names the field at fault.
final class RequestReader {
  private static final int MOST_STOPS = 4;

  private final JsonNode body;

  private RequestReader(JsonNode body) {
    this.body = body;
  }

  /// @param raw whether the request came to `/v1/completions`
  /// @throws Refusal where the body is not what this endpoint takes
  static ChatRequest read(String text, boolean raw) {
    JsonNode body;
    try {
      body = Json.parse(text);
    } catch (JacksonException e) {
      throw Refusal.invalid(
          "body", "the body must be a JSON object, but is no JSON: " + e.getOriginalMessage());
    }
    if (!body.isObject()) {
      throw Refusal.invalid("body", "the body must be a JSON object, found " + kind(body));
    }
    return new RequestReader(body).request(raw);
  }

  private ChatRequest request(boolean raw) {
    var prompt = raw ? requiredText("prompt") : "";
    var messages = raw ? RawPrompt.messages(prompt) : messages();
    integer("n", 1)
        .ifPresent(n -> {
          if (n != 1) {
            throw Refusal.invalid("n", "n must be 1, found " + n);
          }
        });
    var last = raw ? body : body.path("messages").path(messages.size() - 1);
    var seed = integer("seed", Long.MIN_VALUE);
    return new ChatRequest(
        raw,
        requiredText("model"),
        messages,
        prompt,
        last.path("prefix").asBoolean(false),
        flag("continue_final_message", false),
        flag("add_generation_prompt", true),
        flag("stream", false),
        Counting.asked(body.path("stream_options")),
        maxTokens(),
        seed.isPresent() ? (Long) seed.getAsLong() : null,
        stops(),
        body.path("paced_fault").asString(""));
  }

  private List<Message> messages() {
    var array = body.path("messages");
    if (!array.isArray() || array.isEmpty()) {
      throw Refusal.invalid(
          "messages", "messages must be an array with at least one message, found " + kind(array));
    }
    var messages = new ArrayList<Message>();
    for (var message : array) {
      messages.add(message(message, "messages[" + messages.size() + "]"));
    }
    return messages;
  }

  private static Message message(JsonNode message, String where) {
    var name = message.path("role").asString("");
    var role =
        switch (name) {
          case "system", "developer" -> Role.SYSTEM;
          case "user", "tool" -> Role.USER;
          case "assistant" -> Role.ASSISTANT;
          default ->
              throw Refusal.invalid(
                  where + ".role",
                  "%s.role must be system, developer, user, assistant or tool, found '%s'"
                      .formatted(where, name));
        };
    return new Message(role, content(message.path("content"), where + ".content"));
  }

  private static String content(JsonNode content, String where) {
    if (content.isString()) {
      return content.asString();
    }
    if (!content.isArray()) {
      throw Refusal.invalid(
          where, "%s must be a text or a list of parts, found %s".formatted(where, kind(content)));
    }
    var text = new StringBuilder();
    for (var part : content) {
      if (!part.path("text").isString()) {
        throw Refusal.invalid(
            where,
            "%s may hold parts of type 'text' only, found '%s'"
                .formatted(where, part.path("type").asString("")));
      }
      text.append(part.path("text").asString());
    }
    return text.toString();
  }

  private int maxTokens() {
    for (var name : List.of("max_completion_tokens", "max_tokens")) {
      var limit = integer(name, 1);
      if (limit.isPresent()) {
        return (int) Math.min(limit.getAsLong(), Integer.MAX_VALUE);
      }
    }
    return 0;
  }

  private List<String> stops() {
    var node = body.path("stop");
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    var stops = new ArrayList<String>();
    for (var stop : node.isArray() ? node : List.of(node)) {
      if (!stop.isString() || stop.asString().isEmpty()) {
        throw Refusal.invalid("stop", "stop must hold texts that are not empty, found " + stop);
      }
      stops.add(stop.asString());
    }
    if (stops.size() > MOST_STOPS) {
      throw Refusal.invalid(
          "stop", "stop may hold up to %d texts, found %d".formatted(MOST_STOPS, stops.size()));
    }
    return stops;
  }

  private String requiredText(String name) {
    var node = body.path(name);
    if (!node.isString()) {
      throw Refusal.invalid(name, "%s must be a text, found %s".formatted(name, kind(node)));
    }
    return node.asString();
  }

  private boolean flag(String name, boolean otherwise) {
    var node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw Refusal.invalid(name, "%s must be true or false, found %s".formatted(name, node));
    }
    return node.booleanValue();
  }

  private OptionalLong integer(String name, long least) {
    var node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return OptionalLong.empty();
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < least) {
      throw Refusal.invalid(
          name, "%s must be a whole number of at least %d, found %s".formatted(name, least, node));
    }
    return OptionalLong.of(node.longValue());
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
