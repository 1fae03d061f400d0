package dev.staircase.runtime.config;

import dev.staircase.core.chat.Continuation;
import org.jspecify.annotations.Nullable;

/// What an upstream's models can do.
///
/// @param continuation how they go on with their own text; null finds out
/// @param warm whether their prefix cache is warmed while the next chunks gather
/// @param sees whether they are given images
public record Traits(@Nullable Continuation continuation, boolean warm, boolean sees) {
  /// What holds where nothing is written.
  static final Traits USUAL = new Traits(null, false, false);

  /// What a map says, and what it leaves to `usual`.
  static Traits read(Cursor written, Traits usual) {
    return new Traits(
        continuation(written.get("continuation"), usual.continuation),
        written.truth("warm", usual.warm),
        written.truth("sees", usual.sees));
  }

  /// The way that is written, or null for `auto`.
  ///
  /// @param otherwise where nothing is written
  static @Nullable Continuation continuation(
      @Nullable Cursor written, @Nullable Continuation otherwise) {
    if (written == null) {
      return otherwise;
    }
    return written.text().equals("auto")
        ? null
        : WireNames.read(Continuation.class, written.text());
  }

  static String show(@Nullable Continuation continuation) {
    return continuation == null ? "auto" : WireNames.of(continuation);
  }
}
