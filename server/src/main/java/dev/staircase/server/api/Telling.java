package dev.staircase.server.api;

/// When a streamed answer tells what befalls it on its way.
public enum Telling {
  /// Not at all.
  NEVER,
  /// From the first piece of the answer on, so that no event is taken for one.
  WITH_TEXT,
  /// As it happens, from before the first text on: the stream begins at once, and an error comes in
  /// it.
  EARLY
}
