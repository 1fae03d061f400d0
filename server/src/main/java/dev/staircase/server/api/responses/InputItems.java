package dev.staircase.server.api.responses;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Says the items of an input as messages of chat completions. Calls that follow on one another, or
/// on a text of the assistant, are one message there.
final class InputItems {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_ITEMS = 4_000;

  private final ArrayNode messages;

  /// The assistant's message that calls are added to, or null.
  private @Nullable ObjectNode turn;

  /// @param messages where they are added
  InputItems(ArrayNode messages) {
    this.messages = messages;
  }

  void read(JsonNode input) {
    if (input.isString()) {
      messages.addObject().put("role", "user").set("content", input);
      return;
    }
    if (!input.isArray() || input.isEmpty() || input.size() > MOST_ITEMS) {
      throw Fields.wrong(
          "input",
          "a string or a list of 1 to %d items".formatted(MOST_ITEMS),
          input.isArray() ? input.size() + " items" : Fields.kind(input));
    }
    for (int i = 0; i < input.size(); i++) {
      item(input.get(i), "input[" + i + "]");
    }
    String last = messages.path(messages.size() - 1).path("role").asString("nothing");
    if (!last.equals("user") && !last.equals("tool")) {
      throw ApiError.badRequest(
              "input",
              "the last item must be a message of the user or the output of a call, found one of "
                  + last)
          .exception();
    }
  }

  private void item(JsonNode item, String where) {
    String type = item.path("type").asString(item.has("role") ? "message" : "");
    switch (type) {
      case "message" -> message(item, where);
      case "function_call" -> call(item, "function", "arguments", where);
      case "custom_tool_call" -> call(item, "custom", "input", where);
      case "function_call_output", "custom_tool_call_output" -> output(item, where);
      case "reasoning" -> {}
      case "item_reference" ->
          throw ApiError.unsupported(
                  where, "items are not stored here; send the item itself in place of its id")
              .exception();
      default ->
          throw ApiError.unsupported(
                  where,
                  "items are messages, function and custom tool calls and their outputs, found type"
                      + " "
                      + item.path("type"))
              .exception();
    }
  }

  private void message(JsonNode item, String where) {
    String role = Fields.text(item, "role");
    JsonNode content = item.path("content");
    ObjectNode message = messages.addObject().put("role", role);
    if (content.isString()) {
      message.set("content", content);
    } else if (content.isArray()) {
      ArrayNode parts = message.putArray("content");
      for (JsonNode part : content) {
        parts.add(part(part, role, where + ".content"));
      }
    } else {
      throw Fields.wrong(where + ".content", "a string or a list of parts", Fields.kind(content));
    }
    turn =
        switch (role) {
          case "user", "system", "developer" -> null;
          case "assistant" -> message;
          default ->
              throw Fields.wrong(where + ".role", "user, assistant, system or developer", role);
        };
  }

  private static ObjectNode part(JsonNode part, String role, String where) {
    String type = part.path("type").asString("");
    ObjectNode told = JSON.createObjectNode();
    JsonNode text = part.path(type.equals("refusal") ? "refusal" : "text");
    JsonNode url = part.path("image_url");
    switch (type) {
      case "input_text", "output_text", "text", "refusal" -> {
        if (text.isString()) {
          return told.put("type", "text").put("text", text.stringValue());
        }
      }
      case "input_image" -> {
        if (role.equals("user") && !url.asString("").isBlank()) {
          ObjectNode image = told.put("type", "image_url").putObject("image_url").set("url", url);
          if (part.hasNonNull("detail")) {
            image.set("detail", part.get("detail"));
          }
          return told;
        }
      }
      default -> {}
    }
    throw ApiError.unsupported(
            where,
            "parts are input_text or output_text with a text, and in messages of the user"
                + " input_image with an image_url; found type "
                + part.path("type"))
        .exception();
  }

  private void call(JsonNode item, String type, String input, String where) {
    for (String field : new String[] {"call_id", "name", input}) {
      if (!item.path(field).isString()) {
        throw Fields.wrong(where + "." + field, "a string", Fields.kind(item.path(field)));
      }
    }
    if (turn == null) {
      turn = messages.addObject().put("role", "assistant").putNull("content");
    }
    ObjectNode call = turn.withArray("tool_calls").addObject();
    call.set("id", item.get("call_id"));
    ObjectNode tool = call.put("type", type).putObject(type);
    tool.set("name", item.get("name"));
    tool.set(input, item.get(input));
  }

  private void output(JsonNode item, String where) {
    turn = null;
    JsonNode id = item.path("call_id");
    if (!id.isString()) {
      throw Fields.wrong(where + ".call_id", "the id of a call", Fields.kind(id));
    }
    JsonNode output = item.path("output");
    ObjectNode message = messages.addObject().put("role", "tool").set("tool_call_id", id);
    if (output.isString()) {
      message.set("content", output);
      return;
    }
    if (!output.isArray()) {
      throw Fields.wrong(where + ".output", "a string or a list of parts", Fields.kind(output));
    }
    ArrayNode parts = message.putArray("content");
    output.forEach(part -> parts.add(part(part, "tool", where + ".output")));
  }
}
