package dev.staircase.runtime.answer;

import dev.staircase.core.engine.Outcome;

/// What is told of an answer while it is written, on the answer's event loop.
public interface AnswerListener {
  /// More text; never empty.
  void text(String text);

  /// The answer is over; the last call, once.
  void done(Outcome outcome);
}
