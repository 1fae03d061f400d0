package dev.staircase.server.api.responses;

import dev.staircase.server.api.Fields;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What of a request its response repeats.
final class Echo {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> OR_NULL =
      List.of(
          "instructions", "max_output_tokens", "max_tool_calls", "temperature", "top_p", "user");

  private Echo() {}

  static ObjectNode of(JsonNode request) {
    ObjectNode echo = JSON.objectNode();
    echo.set("model", request.path("model"));
    for (String field : OR_NULL) {
      echo.set(field, request.hasNonNull(field) ? request.get(field) : JSON.nullNode());
    }
    JsonNode metadata = or(request, "metadata", JSON.objectNode());
    if (!metadata.isObject()) {
      throw Fields.wrong("metadata", "an object", Fields.kind(metadata));
    }
    echo.set("metadata", metadata);
    echo.set("tools", tools(request.path("tools")));
    echo.set("tool_choice", or(request, "tool_choice", JSON.stringNode("auto")));
    echo.set("parallel_tool_calls", or(request, "parallel_tool_calls", JSON.booleanNode(true)));
    ObjectNode reasoning = echo.putObject("reasoning");
    for (String field : List.of("effort", "summary")) {
      reasoning.set(field, or(request.path("reasoning"), field, JSON.nullNode()));
    }
    JsonNode plain = JSON.objectNode().put("type", "text");
    JsonNode text = request.path("text");
    ObjectNode told = echo.putObject("text");
    told.set("format", or(text, "format", plain));
    if (text.hasNonNull("verbosity")) {
      told.set("verbosity", text.get("verbosity"));
    }
    echo.put("top_logprobs", request.path("top_logprobs").asInt(0));
    echo.put("truncation", request.path("truncation").asString("disabled"));
    return echo;
  }

  private static JsonNode or(JsonNode json, String field, JsonNode other) {
    return json.hasNonNull(field) ? json.get(field) : other;
  }

  /// The tools, with what strict clients want to see of functions.
  private static ArrayNode tools(JsonNode tools) {
    ArrayNode told = JSON.arrayNode();
    for (JsonNode tool : tools) {
      ObjectNode copy = ((ObjectNode) tool).deepCopy();
      if (tool.path("type").asString("").equals("function")) {
        copy.putIfAbsent("parameters", JSON.nullNode());
        copy.putIfAbsent("strict", JSON.nullNode());
      }
      told.add(copy);
    }
    return told;
  }
}
