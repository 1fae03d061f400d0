package dev.staircase.core.topology;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Price;
import java.util.Objects;

/// A model that an agent may speak through, and what is known of it.
///
/// @param model what it is called in the configuration, `upstream/name`
/// @param continuation how it is made to go on with its own text
/// @param price what its tokens cost
/// @param warm whether its prefix cache is warmed while the next chunks gather
/// @param sees whether it is given images
public record Seat(
    String model, Continuation continuation, Price price, boolean warm, boolean sees) {
  public Seat {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(continuation, "continuation");
    Objects.requireNonNull(price, "price");
  }

  /// A model of which nothing more is known.
  public static Seat of(String model, Continuation continuation) {
    return new Seat(model, continuation, Price.FREE, false, false);
  }
}
