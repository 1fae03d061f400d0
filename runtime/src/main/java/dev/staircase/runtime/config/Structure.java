package dev.staircase.runtime.config;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The shape of documents: asks the JSON Schema and says in words what it finds. The titles of the
/// schema are written so that they follow on "expected".
final class Structure {
  private static final String RESOURCE = "staircase.schema.json";

  private final JsonNode document;
  private final Schema schema;

  private Structure(JsonNode document) {
    this.document = document;
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(document);
  }

  /// Of the whole file.
  static Structure ofFile() {
    return OfFile.STRUCTURE;
  }

  /// Of the `staircase` object in a request.
  static Structure ofOverrides() {
    return OfOverrides.STRUCTURE;
  }

  private static final class OfFile {
    static final Structure STRUCTURE = new Structure(document());
  }

  private static final class OfOverrides {
    static final Structure STRUCTURE = new Structure(overrides());
  }

  static ObjectNode document() {
    try (InputStream in =
        Objects.requireNonNull(Structure.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return (ObjectNode) JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode overrides() {
    ObjectNode whole = document();
    ObjectNode part = whole.objectNode();
    part.set("$schema", whole.get("$schema"));
    part.put("$ref", "#/$defs/overrides");
    part.set("$defs", whole.get("$defs"));
    return part;
  }

  /// Tells every problem of shape in a document.
  void check(Cursor root) {
    try {
      for (Error error : schema.validate(root.node().json())) {
        tell(root, error);
      }
    } catch (JsonNodeException e) { // The validator compares with 64 bits.
      sayExpected(root, "numbers of up to 18 digits in it", "");
    }
  }

  private void tell(Cursor root, Error error) {
    List<Object> steps = steps(error.getInstanceLocation());
    JsonNode rule = rule(error);
    switch (error.getKeyword()) {
      case "additionalProperties" -> {
        List<String> allowed = List.copyOf(rule.path("properties").propertyNames());
        String key = String.valueOf(error.getProperty());
        say(
            root,
            steps,
            key,
            "expected one of the keys "
                + String.join(", ", allowed)
                + ", found '"
                + Found.shortened(key)
                + "'"
                + Spelling.hint(key, allowed));
      }
      case "propertyNames" ->
          say(
              root,
              steps,
              String.valueOf(error.getProperty()),
              "expected "
                  + named(error.getSchemaNode())
                  + ", found '"
                  + Found.shortened(String.valueOf(error.getProperty()))
                  + "'");
      case "required" -> {
        String key = String.valueOf(error.getProperty());
        if (!misspelt(root.at(steps), key, rule)) {
          String what = named(rule.path("properties").path(key));
          say(root, steps, key, "expected " + what + ", found no such key; add it");
        }
      }
      case "enum" -> {
        Cursor at = root.at(steps);
        List<String> allowed = new ArrayList<>();
        rule.path("enum").forEach(word -> allowed.add(word.asString()));
        String hint =
            at.node() instanceof Node.Scalar s && !s.fromVariable()
                ? Spelling.hint(s.text(), allowed)
                : "";
        sayExpected(at, "one of " + String.join(", ", allowed), hint);
      }
      default -> sayExpected(root.at(steps), named(rule), "");
    }
  }

  /// Whether a missing key is there in another spelling, of which is told anyway.
  private static boolean misspelt(Cursor parent, String key, JsonNode rule) {
    List<String> allowed = List.copyOf(rule.path("properties").propertyNames());
    return parent.entries().keySet().stream()
        .filter(other -> !allowed.contains(other))
        .anyMatch(other -> Spelling.nearest(other, allowed).filter(key::equals).isPresent());
  }

  /// What is said of a key stands at the key where there is one, else at the map that lacks it.
  private static void say(Cursor root, List<Object> steps, String key, String message) {
    Cursor parent = root.at(steps);
    KeyPath path = parent.path().then(key);
    Place place =
        parent.node() instanceof Node.Mapping mapping && mapping.entries().get(key) != null
            ? Objects.requireNonNull(mapping.entries().get(key)).key()
            : parent.place();
    var problems = root.reading().problems();
    if (!problems.about(path)) {
      problems.add(place, path, message);
    }
  }

  private static void sayExpected(Cursor at, String what, String hint) {
    if (!at.reading().problems().about(at.path())) {
      at.expected(what, hint);
    }
  }

  private static List<Object> steps(NodePath location) {
    List<Object> steps = new ArrayList<>();
    for (int i = 0; i < location.getNameCount(); i++) {
      steps.add(location.getElement(i));
    }
    return steps;
  }

  /// The schema that holds the keyword which an error is about.
  private JsonNode rule(Error error) {
    NodePath fragment = Objects.requireNonNull(error.getSchemaLocation().getFragment());
    JsonNode rule = document;
    for (int i = 0; i < fragment.getNameCount() - 1; i++) {
      rule = rule.path(fragment.getName(i));
    }
    return rule;
  }

  /// The title of a schema, or of the one it refers to.
  private String named(JsonNode rule) {
    String title = rule.path("title").asString("");
    if (!title.isEmpty()) {
      return title;
    }
    String reference = rule.path("$ref").asString("");
    return reference.isEmpty() ? "another value" : named(document.at(reference.substring(1)));
  }
}
