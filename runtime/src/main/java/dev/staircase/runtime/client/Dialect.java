package dev.staircase.runtime.client;

import org.jspecify.annotations.Nullable;

/// What an upstream's protocol does differently from its neighbours'.
///
/// @param usage when it is asked to count the tokens of a streamed answer
/// @param maxCompletionTokens whether its limit is called `max_completion_tokens` rather than
///   `max_tokens`
/// @param alwaysCompletions whether every call goes to `/completions`, not only those that continue
///   a text
/// @param template the chat template of its models; needed wherever `/completions` is called
public record Dialect(
    UsageReport usage,
    boolean maxCompletionTokens,
    boolean alwaysCompletions,
    @Nullable ChatTemplate template) {
  public static final Dialect DEFAULT = new Dialect(UsageReport.AT_END, false, false, null);

  /// When an upstream is asked for its count of a streamed answer.
  public enum UsageReport {
    /// Never: it does not know `stream_options`.
    NONE,
    /// With the end (`include_usage`). A call that is cut before its end is not counted by its
    /// upstream.
    AT_END,
    /// With every token (`continuous_usage_stats` besides, vLLM), so that a cut call is counted
    /// too.
    CONTINUOUS
  }

  public Dialect {
    if (alwaysCompletions && template == null) {
      throw new IllegalArgumentException(
          "an upstream that is always called by /completions needs a chat template, found none");
    }
  }
}
