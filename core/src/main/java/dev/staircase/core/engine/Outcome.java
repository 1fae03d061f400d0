package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;

/// How an answer ended.
public sealed interface Outcome {
  /// It was written to its end.
  record Completed(Finish finish) implements Outcome {}

  /// It could not be written, or not to its end.
  record Failed(CallError error) implements Outcome {}

  /// The client left before its end.
  record Cancelled() implements Outcome {}
}
