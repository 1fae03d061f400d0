package dev.staircase.server.api;

import org.jspecify.annotations.Nullable;

/// A part of an answer that becomes one chunk of its stream.
public sealed interface Piece {
  /// Text.
  ///
  /// @param logprobs the entries of its tokens as a JSON array, or null
  record Text(String text, @Nullable String logprobs) implements Piece {}

  /// A part of calls of tools.
  ///
  /// @param json the `tool_calls` of the delta
  record Tools(String json) implements Piece {}

  /// Something that befell the answer on its way, for who asked to be told; no part of the answer.
  ///
  /// @param json an object
  record Told(String json) implements Piece {}
}
