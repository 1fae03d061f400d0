package dev.staircase.lab.fleet;

import dev.staircase.runtime.config.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A value of a fleet file, and where it stands.
///
/// @param path the keys and positions that lead to the value
record Entry(Document document, List<Object> path, JsonNode json) {
  static Entry root(Document document) {
    return new Entry(document, List.of(), document.json());
  }

  /// Refuses keys that nobody reads.
  void knows(String... keys) {
    if (!isMap()) {
      throw expected("a map of " + String.join(", ", keys));
    }
    json.propertyNames().stream()
        .filter(key -> !Arrays.asList(keys).contains(key))
        .findFirst()
        .ifPresent(key -> {
          throw child(key, json)
              .problem("expected the keys %s, found '%s'".formatted(String.join(", ", keys), key));
        });
  }

  @Nullable Entry get(String key) {
    JsonNode value = json.get(key);
    return value == null || value.isNull() ? null : child(key, value);
  }

  private Entry child(Object step, JsonNode value) {
    return new Entry(document, Stream.concat(path.stream(), Stream.of(step)).toList(), value);
  }

  Entry required(String key) {
    Entry value = get(key);
    if (value == null) {
      throw problem("expected the key %s, found none".formatted(key));
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
    json.forEach(item -> items.add(child(items.size(), item)));
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
    if (!json.isIntegralNumber() || !json.canConvertToInt()) {
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

  FleetFileException expected(String what) {
    return problem("expected %s, found %s".formatted(what, json));
  }

  FleetFileException problem(String message) {
    return new FleetFileException(document.problem(path, message));
  }

  /// What `make` makes; where it refuses, its words with this place before them.
  <T> T make(Supplier<T> make) {
    try {
      return make.get();
    } catch (FleetFileException e) {
      throw e; // It has a place of its own.
    } catch (IllegalArgumentException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }
}
