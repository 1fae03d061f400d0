package dev.staircase.server.gate;

import java.util.List;

/// Who asks.
///
/// @param key the public id of the virtual key; never the secret
/// @param name what people call the key
/// @param models patterns of the models that may be asked; empty for all
/// @param admin whether everybody's traces may be read
public record Caller(String key, String name, List<String> models, boolean admin) {
  public Caller {
    models = List.copyOf(models);
  }
}
