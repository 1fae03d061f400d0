package dev.staircase.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A value of a document that knows where it stands.
sealed interface Node {
  Place place();

  /// This value as JSON, for the schema.
  JsonNode json();

  /// A text, number, truth value or nothing.
  ///
  /// @param text its characters, variables replaced
  /// @param written its characters as they stand in the file
  record Scalar(Place place, String text, String written, JsonNode json) implements Node {
    boolean fromVariable() {
      return !text.equals(written);
    }
  }

  /// Keys in file order, each with its own place.
  record Mapping(Place place, Map<String, Entry> entries) implements Node {
    @Override
    public JsonNode json() {
      var object = JsonNodeFactory.instance.objectNode();
      entries.forEach((key, entry) -> object.set(key, entry.value().json()));
      return object;
    }
  }

  /// A key's value.
  ///
  /// @param key where the key stands
  record Entry(Place key, Node value) {}

  /// Values in file order.
  record Listing(Place place, List<Node> items) implements Node {
    @Override
    public JsonNode json() {
      var array = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> array.add(item.json()));
      return array;
    }
  }

  /// JSON that came from no file.
  static Node of(JsonNode json) {
    if (json.isObject()) {
      var entries = new LinkedHashMap<String, Entry>();
      json.properties()
          .forEach(p -> entries.put(p.getKey(), new Entry(Place.NOWHERE, of(p.getValue()))));
      return new Mapping(Place.NOWHERE, entries);
    }
    if (json.isArray()) {
      List<Node> items = new ArrayList<>();
      json.forEach(item -> items.add(of(item)));
      return new Listing(Place.NOWHERE, items);
    }
    String text = json.isString() ? json.stringValue() : json.toString();
    return new Scalar(Place.NOWHERE, text, text, json);
  }
}
