package dev.staircase.lab.trial;

import dev.staircase.lab.page.Json;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// One way to answer, which is compared with the others.
///
/// @param model a virtual model
/// @param mode `single`, `serial` or `staircase`
/// @param pace a name, or a JSON object; null for the configured one
/// @param layout null for the configured one
public record Variant(String model, String mode, @Nullable String pace, @Nullable String layout) {

  /// What people call it.
  public String label() {
    return Stream.of(model, mode, pace, layout)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  /// The `staircase` object of its requests.
  ///
  /// @throws TrialException where the pace is meant as JSON and isn't
  public ObjectNode overrides() {
    ObjectNode json = Json.MAPPER.createObjectNode().put("mode", mode);
    if (layout != null) {
      json.put("layout", layout);
    }
    if (pace != null && pace.startsWith("{")) {
      try {
        json.set("pace", Json.MAPPER.readTree(pace));
      } catch (JacksonException e) {
        throw new TrialException(
            "--paces: expected names or JSON objects, found %s (%s)"
                .formatted(pace, e.getOriginalMessage()));
      }
    } else if (pace != null) {
      json.put("pace", pace);
    }
    return json;
  }
}
