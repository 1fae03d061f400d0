package dev.staircase.core.chat;

/// Why a model stopped writing, in the words of the OpenAI API.
public enum Finish {
  /// It came to its end, or to a stop sequence.
  STOP,
  /// It came to the token limit of its call.
  LENGTH,
  /// Its provider's filter cut it off.
  CONTENT_FILTER,
  /// It wants tools to be called.
  TOOL_CALLS
}
