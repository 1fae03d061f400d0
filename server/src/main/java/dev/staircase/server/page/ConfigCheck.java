package dev.staircase.server.page;

import dev.staircase.runtime.config.Config;
import dev.staircase.runtime.config.ConfigException;
import dev.staircase.runtime.config.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells what is wrong with a configuration that somebody sends, as `config check` does of a file.
///
/// The server's own environment is never read: a variable without a default stands for some value,
/// once for an address and once for a number, and what is wrong is what is wrong with either.
public final class ConfigCheck {
  private static final String NAME = "staircase.yaml";
  private static final List<String> ANYTHING = List.of("http://some.invalid/v1", "1");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private ConfigCheck() {}

  /// `{"ok": true, "upstreams": [names], "models": [names]}`, or `{"ok": false, "mistakes":
  /// ["FILE:LINE:COLUMN: ..."]}`.
  public static ObjectNode of(String yaml) {
    List<List<Problem>> found = new ArrayList<>();
    for (String value : ANYTHING) {
      try {
        return fine(Config.parse(yaml, NAME, everyVariableIs(value, yaml)));
      } catch (ConfigException e) {
        found.add(e.problems());
      }
    }
    List<Problem> first = found.getFirst();
    List<Problem> common = first.stream().filter(Set.copyOf(found.getLast())::contains).toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("ok", false);
    ArrayNode mistakes = json.putArray("mistakes");
    (common.isEmpty() ? first : common).forEach(problem -> mistakes.add(problem.toString()));
    return json;
  }

  private static Map<String, String> everyVariableIs(String value, String yaml) {
    return VARIABLE
        .matcher(yaml)
        .results()
        .map(name -> name.group(1))
        .distinct()
        .collect(Collectors.toMap(name -> name, name -> value));
  }

  private static ObjectNode fine(Config config) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("ok", true);
    json.set("upstreams", names(config.upstreams().keySet()));
    return json.set("models", names(config.models().keySet()));
  }

  private static ArrayNode names(Collection<String> names) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    names.forEach(array::add);
    return array;
  }
}
