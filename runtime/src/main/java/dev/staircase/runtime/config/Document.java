package dev.staircase.runtime.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A YAML file that is no configuration, read as strictly: every key once, and each value with its
/// place for messages.
public final class Document {
  private final String file;
  private final Cursor root;

  private Document(String file, Cursor root) {
    this.file = file;
    this.root = root;
  }

  /// Reads a text, in which there are no environment variables.
  ///
  /// @param file what problems call it
  /// @param keys what is expected of an empty one, such as `the key models`
  /// @throws ConfigException where it is no YAML, or empty
  public static Document read(String yaml, String file, String keys) {
    Problems problems = new Problems(file);
    @Nullable Node node = new YamlReader(Map.of(), problems).read(yaml, keys);
    problems.throwIfAny();
    return new Document(file, Cursor.root(Objects.requireNonNull(node), problems));
  }

  public JsonNode json() {
    return root.node().json();
  }

  /// A problem of a value.
  ///
  /// @param path keys (texts) and positions in lists (numbers) from the root to the value; where
  ///   there is none, the place is that of the last that is there
  public Problem problem(List<Object> path, String message) {
    Place place = root.at(path).place();
    return new Problem(file, place.line(), place.column(), new KeyPath(path).toString(), message);
  }
}
