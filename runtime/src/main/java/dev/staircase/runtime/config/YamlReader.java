package dev.staircase.runtime.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads YAML 1.2 (core values: text, numbers, true/false, null) into [Node]s, replacing variables
/// in values.
///
/// A value of variables written without quotes becomes a number or a truth value where it looks
/// like one. Aliases are copied out; the number of nodes is bounded, so that a few lines of aliases
/// can't grow without end.
final class YamlReader {
  /// The longest document, in characters.
  static final int MAX_CHARS = 1 << 20;

  private static final int MAX_NODES = 50_000;
  private static final int MAX_DEPTH = 64;

  private final LoadSettings settings;
  private final Variables variables;
  private final Problems problems;
  private int nodes;
  private boolean tooMuch;

  YamlReader(Map<String, String> env, Problems problems) {
    this.settings =
        LoadSettings.builder()
            .setCodePointLimit(MAX_CHARS)
            .setMaxAliasesForCollections(MAX_NODES)
            .setAllowNonScalarKeys(true)
            .build();
    this.variables = new Variables(env);
    this.problems = problems;
  }

  /// The root of a configuration, as [#read(String, String)] has it.
  @Nullable Node read(String yaml) {
    return read(yaml, "the keys upstreams and models");
  }

  /// The document's root; null where it can't be read at all, which the problems then tell.
  ///
  /// @param keys what is expected of an empty one
  @Nullable Node read(String yaml, String keys) {
    if (yaml.length() > MAX_CHARS) {
      problems.add(
          Place.NOWHERE,
          KeyPath.ROOT,
          "expected at most %d characters, found %d".formatted(MAX_CHARS, yaml.length()));
      return null;
    }
    try {
      Optional<org.snakeyaml.engine.v2.nodes.Node> root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        problems.add(new Place(1, 1), KeyPath.ROOT, "expected " + keys + ", found an empty file");
        return null;
      }
      return node(root.get(), KeyPath.ROOT);
    } catch (MarkedYamlEngineException e) {
      Place place =
          e.getProblemMark().or(e::getContextMark).map(YamlReader::place).orElse(Place.NOWHERE);
      problems.add(place, KeyPath.ROOT, syntax(e, lineOf(yaml, place)));
    } catch (YamlEngineException e) {
      problems.add(
          Place.NOWHERE,
          KeyPath.ROOT,
          "expected YAML, found what can't be read: " + e.getMessage());
    } catch (StackOverflowError e) {
      problems.add(
          Place.NOWHERE,
          KeyPath.ROOT,
          "expected YAML of at most %d levels, found more".formatted(MAX_DEPTH));
    }
    return null;
  }

  private static String syntax(MarkedYamlEngineException e, String line) {
    String context =
        e.getContext() == null || e.getContext().isBlank() ? "" : e.getContext() + ", ";
    String hint =
        line.contains("${") ? "; a variable within { } or [ ] stands in quotes: \"${NAME}\"" : "";
    return "expected YAML, found a mistake: " + context + e.getProblem() + hint;
  }

  private static String lineOf(String yaml, Place place) {
    return yaml.lines().skip(Math.max(0, place.line() - 1)).findFirst().orElse("");
  }

  /// A value that can't be read still stands in the tree, as nothing: its key is there, and its
  /// problem is told.
  private Node node(org.snakeyaml.engine.v2.nodes.Node yaml, KeyPath path) {
    Place place = place(yaml);
    if (++nodes > MAX_NODES || path.steps().size() > MAX_DEPTH) {
      if (!tooMuch) {
        problems.add(
            place,
            path,
            "expected at most %d values and %d levels, found more".formatted(MAX_NODES, MAX_DEPTH));
      }
      tooMuch = true;
      return nothing(place);
    }
    if (yaml.isRecursive()) {
      problems.add(
          place,
          path,
          "expected an alias of another value, found one within the value that it names");
      return nothing(place);
    }
    return switch (yaml) {
      case MappingNode mapping -> mapping(mapping, place, path);
      case SequenceNode sequence -> listing(sequence, place, path);
      case ScalarNode scalar -> scalar(scalar, place, path);
      default ->
          throw new IllegalStateException(
              "a composed node is a map, a list or a scalar, found " + yaml);
    };
  }

  private static Node nothing(Place place) {
    return new Node.Scalar(place, "", "", JsonNodeFactory.instance.nullNode());
  }

  private Node mapping(MappingNode yaml, Place place, KeyPath path) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : yaml.getValue()) {
      Place at = place(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(at, path, "expected a key that is a text, found a map or list as key");
        continue;
      }
      KeyPath child = path.then(key.getValue());
      Node.Entry earlier = entries.get(key.getValue());
      if (earlier != null) {
        problems.add(
            at,
            child,
            "expected each key once, found it again: it stands in line %d already"
                .formatted(earlier.key().line()));
        continue;
      }
      if (key.getValue().contains("${")) {
        problems.add(
            at, child, "expected variables in values, found one in a key; write the key itself");
      }
      entries.put(key.getValue(), new Node.Entry(at, node(tuple.getValueNode(), child)));
    }
    return new Node.Mapping(place, entries);
  }

  private Node listing(SequenceNode yaml, Place place, KeyPath path) {
    List<Node> items = new ArrayList<>();
    for (var item : yaml.getValue()) {
      items.add(node(item, path.then(items.size())));
    }
    return new Node.Listing(place, items);
  }

  private Node scalar(ScalarNode yaml, Place place, KeyPath path) {
    String written = yaml.getValue();
    String text =
        variables
            .replace(
                written,
                (offset, message) -> problems.add(lower(yaml, place, offset), path, message))
            .orElse("");
    boolean plain = yaml.getScalarStyle() == ScalarStyle.PLAIN;
    Tag tag =
        plain && !text.equals(written)
            ? settings.getSchema().getScalarResolver().resolve(text, true)
            : yaml.getTag();
    return new Node.Scalar(place, text, written, json(text, tag));
  }

  private static Place lower(ScalarNode yaml, Place place, int offset) {
    if (yaml.getScalarStyle() != ScalarStyle.LITERAL) {
      return place;
    }
    long lines = yaml.getValue().substring(0, offset).chars().filter(c -> c == '\n').count();
    return new Place(place.line() + 1 + (int) lines, place.column());
  }

  private static JsonNode json(String text, Tag tag) {
    var json = JsonNodeFactory.instance;
    try {
      if (tag.equals(Tag.NULL)) {
        return json.nullNode();
      } else if (tag.equals(Tag.BOOL)) {
        return json.booleanNode(Boolean.parseBoolean(text));
      } else if (tag.equals(Tag.INT)) {
        return json.numberNode(new BigInteger(text));
      } else if (tag.equals(Tag.FLOAT)) {
        return json.numberNode(new BigDecimal(text));
      }
    } catch (NumberFormatException e) {
      return json.stringNode(text);
    }
    return json.stringNode(text);
  }

  private static Place place(org.snakeyaml.engine.v2.nodes.Node yaml) {
    return yaml.getStartMark().map(YamlReader::place).orElse(Place.NOWHERE);
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
