package dev.staircase.lab.paced;

import tools.jackson.databind.JsonNode;

/// When a stream tells its usage.
enum Counting {
  NEVER,
  /// Behind its end (`include_usage`).
  AT_END,
  /// With every piece besides (`continuous_usage_stats`, as vLLM does).
  ALWAYS;

  /// @param options the request's `stream_options`
  static Counting asked(JsonNode options) {
    if (!options.path("include_usage").asBoolean(false)) {
      return NEVER;
    }
    return options.path("continuous_usage_stats").asBoolean(false) ? ALWAYS : AT_END;
  }
}
