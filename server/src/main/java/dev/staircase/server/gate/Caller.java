package dev.staircase.server.gate;

import java.util.List;

/// Whoever a request comes from. Holds no secret: it may be logged.
///
/// @param key the public id of the caller's virtual key; empty where there are no keys
/// @param name what the operator calls the caller
/// @param models which models it may ask, each a name or a prefix followed by `*`; empty: all
/// @param admin whether it may see what other callers did
public record Caller(String key, String name, List<String> models, boolean admin) {
  public Caller {
    models = List.copyOf(models);
  }

  /// Whether this caller may ask `model`.
  public boolean mayAsk(String model) {
    return models.isEmpty() || models.stream().anyMatch(pattern -> matches(pattern, model));
  }

  private static boolean matches(String pattern, String model) {
    return pattern.endsWith("*")
        ? model.startsWith(pattern.substring(0, pattern.length() - 1))
        : model.equals(pattern);
  }
}
