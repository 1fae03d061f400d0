package dev.staircase.lab.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A value of a fleet file, and where it stands.
///
/// @param path the file's name, and the keys that lead to the value
record Entry(String path, JsonNode json) {
  /// Refuses keys that nobody reads.
  void knows(String... keys) {
    if (!isMap()) {
      throw expected("a map of " + String.join(", ", keys));
    }
    json.propertyNames().stream()
        .filter(key -> !Arrays.asList(keys).contains(key))
        .findFirst()
        .ifPresent(key -> {
          throw new IllegalArgumentException(
              "%s: expected the keys %s, found '%s'".formatted(path, String.join(", ", keys), key));
        });
  }

  @Nullable Entry get(String key) {
    JsonNode value = json.get(key);
    return value == null || value.isNull() ? null : new Entry(path + ": " + key, value);
  }

  Entry required(String key) {
    Entry value = get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s: expected the key %s, found none".formatted(path, key));
    }
    return value;
  }

  Entry map(String key) {
    Entry value = required(key);
    if (!value.isMap()) {
      throw value.expected("a map");
    }
    return value;
  }

  boolean isMap() {
    return json.isObject();
  }

  boolean isList() {
    return json.isArray();
  }

  Map<String, Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    json.propertyNames().forEach(key -> entries.put(key, required(key)));
    return entries;
  }

  List<Entry> items() {
    if (!isList()) {
      throw expected("a list");
    }
    List<Entry> items = new ArrayList<>();
    json.forEach(item -> items.add(new Entry("%s[%d]".formatted(path, items.size()), item)));
    return items;
  }

  String text() {
    if (!json.isString()) {
      throw expected("a text");
    }
    return json.stringValue();
  }

  double number() {
    if (!json.isNumber()) {
      throw expected("a number");
    }
    return json.doubleValue();
  }

  double number(String key, double otherwise) {
    Entry value = get(key);
    return value == null ? otherwise : value.number();
  }

  int whole() {
    if (!json.isInt()) {
      throw expected("a whole number");
    }
    return json.intValue();
  }

  int whole(String key, int otherwise) {
    Entry value = get(key);
    return value == null ? otherwise : value.whole();
  }

  boolean truth(String key, boolean otherwise) {
    Entry value = get(key);
    if (value != null && !value.json.isBoolean()) {
      throw value.expected("true or false");
    }
    return value == null ? otherwise : value.json.booleanValue();
  }

  <E extends Enum<E>> E among(String key, E[] values, E otherwise) {
    Entry value = get(key);
    if (value == null) {
      return otherwise;
    }
    return Arrays.stream(values)
        .filter(each -> FleetFile.words(each).equals(value.text()))
        .findFirst()
        .orElseThrow(() ->
            value.expected(
                Arrays.stream(values).map(FleetFile::words).collect(Collectors.joining(" or "))));
  }

  IllegalArgumentException expected(String what) {
    return new IllegalArgumentException("%s: expected %s, found %s".formatted(path, what, json));
  }

  /// What `make` makes; where it refuses, its words with this place before them.
  <T> T make(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      boolean placed = message.startsWith(path);
      throw placed ? e : new IllegalArgumentException(path + ": " + message, e);
    }
  }
}
