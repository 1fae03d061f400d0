package dev.staircase.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds the published schema and the loader together.
final class SchemaTest {
  private final JsonNode schema = Structure.document();

  @Test
  void theSchemaIsASchema() {
    var draft = SpecificationVersion.DRAFT_2020_12;
    var ofSchemas =
        SchemaRegistry.withDefaultDialect(draft).getSchema(SchemaLocation.of(draft.getDialectId()));
    assertThat(ofSchemas.validate(schema)).isEmpty();
  }

  @Test
  void theLoaderReadsWhatTheSchemaNames() throws IOException {
    Set<String> named = new TreeSet<>();
    collect(schema, named);

    var problems = new Problems("full.yaml");
    Node root =
        new YamlReader(Map.of("BIG_KEY", "k"), problems).read(ConfigTest.resource("full.yaml"));
    Cursor cursor = Cursor.root(Objects.requireNonNull(root), problems);
    Config.read(cursor);

    assertThat(new TreeSet<>(cursor.reading().asked())).isEqualTo(named);
  }

  @Test
  void theFullExampleHoldsEveryKey() throws IOException {
    Set<String> named = new TreeSet<>();
    collect(schema, named);
    assertThat(named).hasSizeGreaterThan(50);
    String full = ConfigTest.resource("full.yaml");
    assertThat(named).allSatisfy(key -> assertThat(full).contains(key + ":"));
  }

  @Test
  void theLoadersDefaultsAreTheSchemas() throws IOException {
    JsonNode shown = shown(ConfigTest.config("issue.yaml"));
    ObjectNode server = (ObjectNode) shown.path("server");
    hold(schema.at("/$defs/telemetry"), server.remove("telemetry"));
    hold(schema.at("/$defs/traces"), server.remove("traces"));
    ObjectNode rule = (ObjectNode) schema.at("/$defs/server").deepCopy();
    ((ObjectNode) rule.path("properties")).remove(Set.of("telemetry", "traces"));
    hold(rule, server);
    hold(schema.at("/$defs/model/properties/limits"), shown.at("/models/trio/limits"));
    hold(schema.at("/$defs/model/properties/retries"), shown.at("/models/trio/retries"));
    hold(schema.at("/$defs/model/properties/caps"), shown.at("/models/trio/caps"));
    hold(
        schema.at("/$defs/upstream/properties/time-limits"),
        shown.at("/upstreams/local/time-limits"));
    for (String key :
        Set.of(
            "always-completions",
            "max-connections",
            "max-tokens-field",
            "usage",
            "headers",
            "models",
            "prices")) {
      assertThat(shown.at("/upstreams/local/" + key))
          .hasToString(schema.at("/$defs/upstream/properties/" + key + "/default").toString());
    }
    assertThat(shown.at("/models/trio/proposers/0/temperature").asDouble())
        .isEqualTo(schema.at("/$defs/model/properties/temperature/default").asDouble());
    for (String key : Set.of("warm", "sees")) {
      assertThat(shown.at("/upstreams/local/" + key))
          .isEqualTo(schema.at("/$defs/" + key + "/default"));
    }
    assertThat(shown.at("/models/trio/hedge"))
        .isEqualTo(schema.at("/$defs/model/properties/hedge/default"));
    assertThat(shown.at("/models/trio/mode")).isEqualTo(schema.at("/$defs/mode/default"));
    assertThat(shown.at("/models/trio/layout")).isEqualTo(schema.at("/$defs/layout/default"));
  }

  @Test
  void everyValueHasATitleForMessages() {
    assertTitles("", schema);
  }

  private static void hold(JsonNode rule, JsonNode shown) {
    assertThat(shown.size()).isEqualTo(rule.path("properties").size()).isPositive();
    shown
        .properties()
        .forEach(value ->
            assertThat(plain(rule.at("/properties/" + value.getKey() + "/default")))
                .isEqualTo(plain(value.getValue())));
  }

  private static String plain(JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString();
  }

  private static JsonNode shown(Config config) {
    var problems = new Problems("shown");
    return Objects.requireNonNull(new YamlReader(Map.of(), problems).read(config.show())).json();
  }

  private static void collect(JsonNode rule, Set<String> named) {
    rule.path("properties").propertyNames().forEach(named::add);
    rule.forEach(inner -> collect(inner, named));
  }

  private static void assertTitles(String path, JsonNode rule) {
    for (var property : rule.path("properties").properties()) {
      JsonNode value = property.getValue();
      assertThat(value.has("title") || value.has("$ref"))
          .as(path + "/" + property.getKey())
          .isTrue();
    }
    rule.properties().forEach(inner -> assertTitles(path + "/" + inner.getKey(), inner.getValue()));
  }
}
