package dev.staircase.runtime.client;

import org.jspecify.annotations.Nullable;

/// What an upstream's protocol does differently from its neighbours'.
///
/// @param streamOptions whether it accepts `stream_options` (asked for usage in the stream)
/// @param maxCompletionTokens whether its limit is called `max_completion_tokens` rather than
///   `max_tokens`
/// @param alwaysCompletions whether every call goes to `/completions`, not only those that continue
///   a text
/// @param template the chat template of its models; needed wherever `/completions` is called
public record Dialect(
    boolean streamOptions,
    boolean maxCompletionTokens,
    boolean alwaysCompletions,
    @Nullable ChatTemplate template) {
  public static final Dialect DEFAULT = new Dialect(true, false, false, null);

  public Dialect {
    if (alwaysCompletions && template == null) {
      throw new IllegalArgumentException(
          "an upstream that is always called by /completions needs a chat template, found none");
    }
  }
}
