package dev.staircase.core.chat;

/// What an answer may be made of, which decides whether it can be written in several calls.
public enum Form {
  /// Text; a model can be asked to go on with it.
  TEXT,
  /// Text, or calls of tools. A call that has begun to call a tool is heard to its end.
  TEXT_OR_TOOLS,
  /// What has to come out of one call, such as structured output or a forced tool call: an upstream
  /// that holds its model to a grammar starts that grammar anew with each call.
  ONE_PIECE
}
