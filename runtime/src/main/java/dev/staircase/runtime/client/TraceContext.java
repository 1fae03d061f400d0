package dev.staircase.runtime.client;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a call stands in a distributed trace: the headers of W3C Trace Context, sent upstream.
///
/// @param traceparent version, trace, parent span and flags
/// @param tracestate what vendors pass on; null for nothing
public record TraceContext(String traceparent, @Nullable String tracestate) {
  /// The header that tells trace and span.
  public static final String PARENT_HEADER = "traceparent";

  /// The header of the vendors.
  public static final String STATE_HEADER = "tracestate";

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

  /// The context of headers as they came; null where there is none or it is no context, for then a
  /// trace begins anew (W3C Trace Context, 4.3).
  public static @Nullable TraceContext of(
      @Nullable String traceparent, @Nullable String tracestate) {
    try {
      return traceparent == null ? null : new TraceContext(traceparent, tracestate);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
