package dev.staircase.core.engine;

/// What is done about calls that fail or are late.
///
/// A call that fails before its first token is made again on the same model, then on the agent's
/// fallbacks. A text that breaks off goes on from its last word in the same order, with
/// [Limits#resumes] calls of each model.
///
/// @param retries how often a call is made again on the same model
/// @param backoffMs the wait before the first of these, doubled for each further one; the
///   upstream's `Retry-After` where that is longer
/// @param longestWaitMs a longer `Retry-After` isn't waited for: the model counts as failed
/// @param budget calls that one answer may make again or hedge, all agents together
/// @param hedgeMs how late the first token is when a second call is opened beside the first, for
///   agents that have a hedge
public record Recovery(int retries, long backoffMs, long longestWaitMs, int budget, long hedgeMs) {
  public static final Recovery NONE = new Recovery(0, 0, 0, 0, 0);
  public static final Recovery DEFAULT = new Recovery(2, 250, 5_000, 8, 1_000);

  public Recovery {
    if (retries < 0 || backoffMs < 0 || longestWaitMs < 0 || budget < 0 || hedgeMs < 0) {
      throw new IllegalArgumentException(
          "retries, waits and budget are 0 or more, found retries %d, backoff %d ms, longest wait %d"
                  .formatted(retries, backoffMs, longestWaitMs)
              + " ms, budget %d, hedge %d ms".formatted(budget, hedgeMs));
    }
  }
}
