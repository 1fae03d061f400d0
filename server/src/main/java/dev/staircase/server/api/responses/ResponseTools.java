package dev.staircase.server.api.responses;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Fields;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Says the tools of a request, and which of them are to be called, in the words of chat
/// completions.
final class ResponseTools {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> OF_A_FUNCTION =
      List.of("name", "description", "parameters", "strict");

  private ResponseTools() {}

  static void inChat(JsonNode request, ObjectNode chat) {
    JsonNode tools = request.path("tools");
    if (request.hasNonNull("tools")) {
      if (!tools.isArray()) {
        throw Fields.wrong("tools", "a list", Fields.kind(tools));
      }
      ArrayNode told = chat.putArray("tools");
      for (int i = 0; i < tools.size(); i++) {
        told.add(tool(tools.get(i), "tools[" + i + "]"));
      }
    }
    JsonNode choice = request.path("tool_choice");
    if (request.hasNonNull("tool_choice")) {
      chat.set("tool_choice", choice.isObject() ? choice(choice) : choice);
    }
  }

  private static ObjectNode tool(JsonNode tool, String where) {
    String type = type(tool, where);
    if (!tool.path("name").isString()) {
      throw Fields.wrong(where + ".name", "a string", Fields.kind(tool.path("name")));
    }
    ObjectNode told = JSON.createObjectNode().put("type", type);
    ObjectNode inner = told.putObject(type);
    for (String field : OF_A_FUNCTION) {
      if (tool.hasNonNull(field)) {
        inner.set(field, tool.get(field));
      }
    }
    if (tool.hasNonNull("format")) {
      inner.set("format", format(tool.get("format")));
    }
    return told;
  }

  /// `function` or `custom`.
  private static String type(JsonNode tool, String where) {
    String type = tool.path("type").asString("");
    if (!type.equals("function") && !type.equals("custom")) {
      throw ApiError.unsupported(
              where,
              "tools are of type function or custom, which the client runs; found type "
                  + tool.path("type"))
          .exception();
    }
    return type;
  }

  /// What a custom tool takes.
  private static JsonNode format(JsonNode format) {
    if (!format.path("type").asString("").equals("grammar")) {
      return format;
    }
    ObjectNode told = JSON.createObjectNode().put("type", "grammar");
    return told.set("grammar", ((ObjectNode) format).deepCopy().without("type"));
  }

  private static ObjectNode choice(JsonNode choice) {
    if (!choice.path("type").asString("").equals("allowed_tools")) {
      return oneOf(choice, "tool_choice");
    }
    ObjectNode told = JSON.createObjectNode().put("type", "allowed_tools");
    ObjectNode allowed = told.putObject("allowed_tools");
    allowed.put("mode", choice.path("mode").asString("auto"));
    ArrayNode tools = allowed.putArray("tools");
    for (JsonNode tool : choice.path("tools")) {
      tools.add(oneOf(tool, "tool_choice.tools"));
    }
    return told;
  }

  private static ObjectNode oneOf(JsonNode tool, String where) {
    String type = type(tool, where);
    ObjectNode told = JSON.createObjectNode().put("type", type);
    told.putObject(type).put("name", Fields.text(tool, "name"));
    return told;
  }
}
