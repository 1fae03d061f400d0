package dev.staircase.runtime.trace;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/// The lines of a trace: canonical JSON, so that the same values always give the same bytes.
///
/// Properties stand in the order of the record components, in snake case; a value of a sealed set
/// carries its `type`; every character outside ASCII is escaped, so that half a surrogate pair
/// which an upstream sent survives a file.
final class TraceFormat {
  static final String NAME = "staircase-trace";
  static final int VERSION = 1;

  private static final JsonMapper JSON = mapper();

  private TraceFormat() {}

  /// The first line.
  record Header(String format, int version, Plan plan) {}

  private record EventLine(long atUs, Event event) {}

  private record EffectLine(long atUs, Effect effect) {}

  private record CutLine(long atUs, boolean cut) {}

  static String header(Plan plan) {
    return JSON.writeValueAsString(new Header(NAME, VERSION, plan));
  }

  static String line(long atMicros, Event event) {
    return JSON.writeValueAsString(new EventLine(atMicros, event));
  }

  static String line(long atMicros, Effect effect) {
    return JSON.writeValueAsString(new EffectLine(atMicros, effect));
  }

  static String cut(long atMicros) {
    return JSON.writeValueAsString(new CutLine(atMicros, true));
  }

  static List<String> lines(long atMicros, List<Effect> effects) {
    return effects.stream().map(effect -> line(atMicros, effect)).toList();
  }

  static JsonNode tree(String line) {
    return JSON.readTree(line);
  }

  static <T> T value(JsonNode node, Class<T> type) {
    return JSON.treeToValue(node, type);
  }

  /// All types that a sealed type permits, those of permitted sealed types included.
  static List<Class<?>> permitted(Class<?> sealed) {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> type : sealed.getPermittedSubclasses()) {
      if (type.isSealed()) {
        types.addAll(permitted(type));
      } else {
        types.add(type);
      }
    }
    return types;
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    for (Class<?> sealed : List.of(Event.class, Effect.class, Outcome.class, Task.class)) {
      builder.addMixIn(sealed, Typed.class);
      for (Class<?> type : permitted(sealed)) {
        builder.registerSubtypes(new NamedType(type, snake(type.getSimpleName())));
      }
    }
    return builder.build();
  }

  private static String snake(String name) {
    return name.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Typed {}
}
