package dev.staircase.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value under the reader's eye: what it is, where it stands, how it is called.
///
/// Readers see only values of the right shape, for the schema is asked first.
///
/// @param place where a problem of this value is shown: itself, or the key of a map or list
/// @param reading what all cursors of one document share
record Cursor(KeyPath path, Node node, Place place, Reading reading) {

  /// @param asked every key that was asked for, so that a test can hold them against the schema
  record Reading(Problems problems, Set<String> asked) {}

  static Cursor root(Node node, Problems problems) {
    return new Cursor(
        KeyPath.ROOT, node, node.place(), new Reading(problems, new LinkedHashSet<>()));
  }

  /// The value of a key, or null where the key isn't there.
  @Nullable Cursor get(String key) {
    reading.asked().add(key);
    return child(key);
  }

  /// The entries of a map whose keys are names, in file order.
  Map<String, Cursor> entries() {
    var children = new LinkedHashMap<String, Cursor>();
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().keySet().forEach(key -> children.put(key, require(child(key))));
    }
    return children;
  }

  List<Cursor> items() {
    List<Cursor> items = new ArrayList<>();
    if (node instanceof Node.Listing listing) {
      for (int i = 0; i < listing.items().size(); i++) {
        items.add(item(listing, i));
      }
    }
    return items;
  }

  /// The value at the end of a path that starts here, or the last that is there.
  Cursor at(List<Object> steps) {
    Cursor here = this;
    for (Object step : steps) {
      Cursor next =
          step instanceof Integer i && here.node instanceof Node.Listing listing
              ? here.item(listing, i)
              : here.child(step.toString());
      if (next == null) {
        return here;
      }
      here = next;
    }
    return here;
  }

  private @Nullable Cursor child(String key) {
    Node.Entry entry = node instanceof Node.Mapping mapping ? mapping.entries().get(key) : null;
    if (entry == null) {
      return null;
    }
    Place shown = entry.value() instanceof Node.Scalar scalar ? scalar.place() : entry.key();
    return new Cursor(path.then(key), entry.value(), shown, reading);
  }

  private Cursor item(Node.Listing listing, int position) {
    Node item = listing.items().get(position);
    return new Cursor(path.then(position), item, item.place(), reading);
  }

  boolean isMap() {
    return node instanceof Node.Mapping;
  }

  boolean isList() {
    return node instanceof Node.Listing;
  }

  boolean isNull() {
    return node.json().isNull();
  }

  String text() {
    return node instanceof Node.Scalar scalar ? scalar.text() : "";
  }

  String text(String key, String otherwise) {
    Cursor value = get(key);
    return value == null || value.isNull() ? otherwise : value.text();
  }

  int integer(String key, int otherwise) {
    Cursor value = get(key);
    return value == null || value.isNull() ? otherwise : value.node.json().asInt();
  }

  @Nullable Double decimal(String key, @Nullable Double otherwise) {
    Cursor value = get(key);
    if (value == null) {
      return otherwise;
    }
    return value.isNull() ? null : Double.valueOf(value.node.json().asDouble());
  }

  boolean truth(String key, boolean otherwise) {
    Cursor value = get(key);
    return value == null ? otherwise : value.node.json().asBoolean();
  }

  /// A duration in milliseconds, told as a problem where it is outside `least` to `most`.
  long durationMs(String key, long otherwise, long least, long most) {
    Cursor value = get(key);
    if (value == null) {
      return otherwise;
    }
    long ms = Durations.parseMs(value.text());
    if (ms < least || ms > most) {
      value.expected(
          "a duration from %s to %s".formatted(Durations.show(least), Durations.show(most)), "");
    }
    return Math.clamp(ms, least, most);
  }

  /// Tells that something else was expected here.
  void expected(String what, String hint) {
    problem("expected " + what + ", found " + Found.at(path, node) + hint);
  }

  void problem(String message) {
    reading.problems().add(place, path, message);
  }

  /// What `make` makes of this value; `otherwise` where it refuses, which is then told with its
  /// words.
  <T extends @Nullable Object> T attempt(Supplier<? extends T> make, T otherwise) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      problem(String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  private static Cursor require(@Nullable Cursor cursor) {
    return Objects.requireNonNull(cursor);
  }
}
