package dev.staircase.runtime.client;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Usage;
import org.jspecify.annotations.Nullable;

/// The port to models: opens streamed calls.
public interface ModelClient {

  /// Starts `call` and returns at once. The listener is told on the caller's own event loop, never
  /// from within `open`, and never after [OpenCall#abort] or after its `ended` or `failed`, of
  /// which exactly one comes otherwise.
  OpenCall open(ModelCall call, Listener listener);

  /// A call under way.
  interface OpenCall {
    /// Ends the call: closes its stream upstream at once. Nothing happens where it is over already.
    void abort();
  }

  /// What is told of a call while it runs.
  interface Listener {
    /// Where the call stands in a distributed trace, for its headers; null for nowhere. Asked once,
    /// before the call goes out.
    default @Nullable TraceContext context() {
      return null;
    }

    /// More text of the answer; never empty.
    void delta(String text);

    /// A piece of a call of tools, in order with the text; only where the call's sampling lets the
    /// model call tools.
    ///
    /// @param json the `tool_calls` of the delta, a JSON array with nothing renamed or dropped
    default void toolCalls(String json) {}

    /// How likely a token was, before the text that it is part of; only where that was asked for.
    ///
    /// @param bytes the token in UTF-8; may be a part of a character
    /// @param json its entry in the list of the API, with nothing renamed or dropped
    default void logprob(byte[] bytes, String json) {}

    /// The upstream's count so far, where it counts as it writes; a later count replaces it.
    default void usage(Usage usage) {}

    /// The model came to an end by itself.
    ///
    /// @param usage the upstream's own count, or null where it sent none
    void ended(Finish finish, @Nullable Usage usage);

    /// The call broke off; what was told by [#delta] before stays valid.
    void failed(CallError error);
  }
}
