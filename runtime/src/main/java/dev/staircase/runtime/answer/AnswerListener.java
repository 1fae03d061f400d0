package dev.staircase.runtime.answer;

import dev.staircase.core.engine.Outcome;

/// What is told of an answer while it is written, on the answer's event loop.
public interface AnswerListener {
  /// More text; never empty.
  void text(String text);

  /// More text, with the log probabilities of its tokens; comes in place of [#text(String)] where
  /// the question asked for them (`logprobs`) and its upstream told them.
  ///
  /// @param logprobs a JSON array of the API's entries, one for each token that went out whole
  default void text(String text, String logprobs) {
    text(text);
  }

  /// A piece of a call of tools, in order with the text. It comes only where the question offered
  /// tools; it is then a part of the answer, and whoever offers tools must take it.
  ///
  /// @param json the `tool_calls` of a delta of the API, a JSON array, as the upstream sent it
  default void toolCalls(String json) {}

  /// The answer is over; the last call, once.
  void done(Outcome outcome);
}
