package dev.staircase.lab.paced;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The one JSON mapper of this package.
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// @throws tools.jackson.core.JacksonException where `text` is no JSON
  static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /// `text` as a JSON string, quotes included.
  static String quoted(String text) {
    return MAPPER.writeValueAsString(text);
  }
}
