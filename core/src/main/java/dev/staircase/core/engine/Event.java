package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;

/// What happens to an answer from outside.
///
/// Events about a call that the engine has aborted or seen the end of may still be under way: they
/// change nothing.
public sealed interface Event {
  /// The answer is wanted. The first event, once.
  record Started() implements Event {}

  /// A call brought more text.
  record Delta(int call, String text) implements Event {}

  /// A call brought a piece of a call of tools.
  ///
  /// @param json the `tool_calls` of the delta, as they came
  record ToolCalls(int call, String json) implements Event {}

  /// An upstream has counted a call's tokens, so far or for good; a later count replaces it. It may
  /// come after the call's end.
  record Counted(int call, Usage usage) implements Event {}

  /// A call came to its end.
  record Ended(int call, Finish finish) implements Event {}

  /// A call broke off; its text so far stays.
  record Failed(int call, CallError error) implements Event {}

  /// A timer that was armed has run out.
  record Deadline(int timer) implements Event {}

  /// The client has left.
  record ClientGone() implements Event {}
}
