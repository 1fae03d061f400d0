package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Price;
import dev.staircase.core.topology.Seat;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A model that an agent may speak through, as it is configured.
///
/// @param model `upstream/name`; after the first slash any characters
/// @param continuation how it goes on with its own text; null finds out
/// @param price what its tokens cost
/// @param warm whether its prefix cache is warmed while the next chunks gather
/// @param sees whether it is given images
public record SeatSettings(
    String model, @Nullable Continuation continuation, Price price, boolean warm, boolean sees) {
  public SeatSettings {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(price, "price");
  }

  /// The name of the upstream.
  public String upstream() {
    return model.substring(0, model.indexOf('/'));
  }

  /// What the upstream calls the model.
  public String name() {
    return model.substring(model.indexOf('/') + 1);
  }

  /// @param continuations by `upstream/name`, for a model that is to find out
  Seat seat(Function<String, Continuation> continuations) {
    Continuation way = continuation == null ? continuations.apply(model) : continuation;
    return new Seat(model, way, price, warm, sees);
  }
}
