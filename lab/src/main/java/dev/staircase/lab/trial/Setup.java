package dev.staircase.lab.trial;

import dev.staircase.lab.page.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a benchmark is: whatever decides which answers are asked for, and when.
///
/// @param config a digest of the configuration's file, or `built-in`
/// @param prompts a digest of the prompts
/// @param modes of `single`, `serial` and `staircase`
/// @param paces of the staircase; empty for the configured one
/// @param layouts of the staircase; empty for the configured one
/// @param rate questions a second, arriving at random; null for the next question when an answer is
///   over
/// @param concurrency how many are under way at a time, where there is no rate
/// @param requests how many questions each variant is asked
/// @param warmUp how many more it is asked first, which don't count
/// @param seed of the arrivals and the resampling
public record Setup(
    String config,
    String prompts,
    List<String> models,
    List<String> modes,
    List<String> paces,
    List<String> layouts,
    @Nullable Double rate,
    int concurrency,
    int requests,
    int warmUp,
    long seed) {
  private static final String STAIRCASE = "staircase";

  /// Every way to answer that is compared; pace and layout matter to the staircase alone.
  public List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    for (String model : models) {
      for (String mode : modes) {
        for (String pace : mode.equals(STAIRCASE) ? choices(paces) : choices(List.of())) {
          for (String layout : mode.equals(STAIRCASE) ? choices(layouts) : choices(List.of())) {
            variants.add(new Variant(model, mode, given(pace), given(layout)));
          }
        }
      }
    }
    return variants;
  }

  /// Says how this differs from a setup that was written down; empty where it doesn't.
  List<String> differences(JsonNode written) {
    JsonNode own = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(this));
    List<String> found = new ArrayList<>();
    for (String key : own.propertyNames()) {
      if (!own.get(key).equals(written.path(key))) {
        found.add("%s was %s and is %s".formatted(key, written.path(key), own.get(key)));
      }
    }
    return found;
  }

  private static List<String> choices(List<String> given) {
    return given.isEmpty() ? List.of("") : given;
  }

  private static @Nullable String given(String choice) {
    return choice.isEmpty() ? null : choice;
  }
}
