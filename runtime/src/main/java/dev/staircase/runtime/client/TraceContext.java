package dev.staircase.runtime.client;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a call stands in a distributed trace: the headers of W3C Trace Context, sent upstream.
///
/// @param traceparent version, trace, parent span and flags
/// @param tracestate what vendors pass on; null for nothing
public record TraceContext(String traceparent, @Nullable String tracestate) {
  static final String PARENT_HEADER = "traceparent";
  static final String STATE_HEADER = "tracestate";
  private static final Pattern PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  public TraceContext {
    if (!PARENT.matcher(traceparent).matches()) {
      throw new IllegalArgumentException(
          "a traceparent must be like 00-<32 hex digits>-<16 hex digits>-01, found one of "
              + traceparent.length()
              + " characters that is not");
    }
    if (tracestate != null && !tracestate.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "a tracestate must be visible ASCII, found another character in one of "
              + tracestate.length());
    }
  }
}
