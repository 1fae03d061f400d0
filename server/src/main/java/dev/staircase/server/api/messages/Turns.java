package dev.staircase.server.api.messages;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ApiException;
import dev.staircase.server.api.Fields;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Says messages in the words of chat completions, where each result of a tool is a message of its
/// own.
final class Turns {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ArrayNode messages;

  /// @param messages where they are added
  Turns(ArrayNode messages) {
    this.messages = messages;
  }

  void add(JsonNode message, String where) {
    String role = message.path("role").asString("");
    JsonNode content = message.path("content");
    String inside = where + ".content";
    if (!content.isString() && !content.isArray()) {
      throw Fields.wrong(inside, "a string or a list of blocks", Fields.kind(content));
    }
    switch (role) {
      case "user", "system", "assistant" -> {
        if (content.isString()) {
          messages.addObject().put("role", role).set("content", content);
        } else if (role.equals("user")) {
          user(content, inside);
        } else if (role.equals("assistant")) {
          assistant(content, inside);
        } else {
          messages.addObject().put("role", role).set("content", texts(content, inside));
        }
      }
      default -> throw Fields.wrong(where + ".role", "user or assistant", "'" + role + "'");
    }
  }

  /// Blocks of text as parts.
  static ArrayNode texts(JsonNode blocks, String where) {
    if (!blocks.isArray()) {
      throw Fields.wrong(where, "a string or a list of text blocks", Fields.kind(blocks));
    }
    ArrayNode parts = JSON.createArrayNode();
    for (JsonNode block : blocks) {
      if (!type(block).equals("text")) {
        throw unsupported(where, "text", block);
      }
      parts.add(text(block, where));
    }
    return parts;
  }

  private void user(JsonNode blocks, String where) {
    ArrayNode parts = JSON.createArrayNode();
    for (JsonNode block : blocks) {
      switch (type(block)) {
        case "text" -> parts.add(text(block, where));
        case "image" -> parts.add(image(block, where));
        case "tool_result" -> result(block, where);
        default -> throw unsupported(where, "text, image or tool_result", block);
      }
    }
    boolean onlyResults = parts.isEmpty() && !blocks.isEmpty();
    if (!onlyResults) {
      messages.addObject().put("role", "user").set("content", parts);
    }
  }

  /// A result is passed on as one string: not every upstream reads a tool's message in parts.
  private void result(JsonNode block, String where) {
    JsonNode id = block.path("tool_use_id");
    if (!id.isString()) {
      throw Fields.wrong(where + ".tool_use_id", "the id of a tool_use", Fields.kind(id));
    }
    JsonNode content = block.path("content");
    var text = new StringBuilder(block.path("is_error").asBoolean(false) ? "Error: " : "");
    if (content.isString()) {
      text.append(content.stringValue());
    } else if (block.hasNonNull("content")) {
      texts(content, where + ".content").forEach(p -> text.append(p.get("text").stringValue()));
    }
    messages
        .addObject()
        .put("role", "tool")
        .set("tool_call_id", id)
        .put("content", text.toString());
  }

  private void assistant(JsonNode blocks, String where) {
    ArrayNode parts = JSON.createArrayNode();
    ArrayNode calls = JSON.createArrayNode();
    for (JsonNode block : blocks) {
      switch (type(block)) {
        case "text" -> parts.add(text(block, where));
        case "tool_use" -> calls.add(call(block, where));
        case "thinking", "redacted_thinking" -> {}
        default -> throw unsupported(where, "text, tool_use or thinking", block);
      }
    }
    ObjectNode message = messages.addObject().put("role", "assistant").set("content", parts);
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
      if (parts.isEmpty()) {
        message.putNull("content");
      }
    }
  }

  private static ObjectNode call(JsonNode block, String where) {
    if (!block.path("id").isString() || !block.path("name").isString()) {
      throw Fields.wrong(where, "tool_use blocks with an id and a name", Fields.kind(block));
    }
    ObjectNode call = JSON.createObjectNode().set("id", block.get("id"));
    call.put("type", "function")
        .putObject("function")
        .set("name", block.get("name"))
        .put("arguments", block.path("input").isObject() ? block.get("input").toString() : "{}");
    return call;
  }

  private static ObjectNode text(JsonNode block, String where) {
    if (!block.path("text").isString()) {
      throw Fields.wrong(where + ".text", "a string", Fields.kind(block.path("text")));
    }
    return JSON.createObjectNode().put("type", "text").set("text", block.get("text"));
  }

  private static ObjectNode image(JsonNode block, String where) {
    JsonNode source = block.path("source");
    String url =
        switch (type(source)) {
          case "url" -> source.path("url").asString("");
          case "base64" ->
              "data:%s;base64,%s"
                  .formatted(Fields.text(source, "media_type"), Fields.text(source, "data"));
          default -> "";
        };
    if (url.isBlank()) {
      throw Fields.wrong(
          where + ".source",
          "of type base64 or url, with what it names",
          "type " + source.path("type"));
    }
    ObjectNode image = JSON.createObjectNode().put("type", "image_url");
    image.putObject("image_url").put("url", url);
    return image;
  }

  private static String type(JsonNode block) {
    return block.path("type").asString("");
  }

  private static ApiException unsupported(String where, String expected, JsonNode block) {
    return ApiError.unsupported(
            where,
            "'%s' must hold blocks of type %s, found type %s"
                .formatted(where, expected, block.path("type")))
        .exception();
  }
}
