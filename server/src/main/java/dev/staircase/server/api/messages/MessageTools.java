package dev.staircase.server.api.messages;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Fields;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Says the tools of a request, and which of them are to be used, in the words of chat completions.
final class MessageTools {
  private MessageTools() {}

  static void inChat(JsonNode request, ObjectNode chat) {
    JsonNode tools = request.path("tools");
    if (request.hasNonNull("tools")) {
      if (!tools.isArray()) {
        throw Fields.wrong("tools", "a list", Fields.kind(tools));
      }
      ArrayNode told = chat.putArray("tools");
      for (int i = 0; i < tools.size(); i++) {
        tool(tools.get(i), "tools[" + i + "]", told);
      }
    }
    if (request.hasNonNull("tool_choice")) {
      choice(request.get("tool_choice"), chat);
    }
  }

  private static void tool(JsonNode tool, String where, ArrayNode told) {
    if (!tool.path("type").asString("custom").equals("custom")) {
      throw ApiError.unsupported(
              where,
              "tools are those that the client runs, with a name and an input_schema; found type "
                  + tool.path("type"))
          .exception();
    }
    if (!tool.path("name").isString() || !tool.path("input_schema").isObject()) {
      throw Fields.wrong(where, "an object with a name and an input_schema", Fields.kind(tool));
    }
    ObjectNode function = told.addObject().put("type", "function").putObject("function");
    for (String field : List.of("name", "description", "strict")) {
      if (tool.hasNonNull(field)) {
        function.set(field, tool.get(field));
      }
    }
    function.set("parameters", tool.get("input_schema"));
  }

  private static void choice(JsonNode choice, ObjectNode chat) {
    String type = choice.path("type").asString("");
    switch (type) {
      case "auto", "none" -> chat.put("tool_choice", type);
      case "any" -> chat.put("tool_choice", "required");
      case "tool" ->
          chat.putObject("tool_choice")
              .put("type", "function")
              .putObject("function")
              .put("name", Fields.text(choice, "name"));
      default ->
          throw Fields.wrong("tool_choice", "of type auto, any, tool or none", choice.toString());
    }
    if (Fields.bool(choice, "disable_parallel_tool_use")) {
      chat.put("parallel_tool_calls", false);
    }
  }
}
