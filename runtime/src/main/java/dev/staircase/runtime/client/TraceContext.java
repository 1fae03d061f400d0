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

  private static final int PARENT_CHARS = 55;

  /// As it may come: version ff is none, and those after 00 may have more parts.
  private static final Pattern COMES =
      Pattern.compile("(?!ff)%1$s|(?!00|ff)%1$s-.*".formatted(PARENT));

  private static final Pattern STATE = Pattern.compile("[ -~]*");

  public TraceContext {
    if (!PARENT.matcher(traceparent).matches()) {
      throw new IllegalArgumentException(
          "a traceparent must be like 00-<32 hex digits>-<16 hex digits>-01, found one of "
              + traceparent.length()
              + " characters that is not");
    }
    if (tracestate != null && !STATE.matcher(tracestate).matches()) {
      throw new IllegalArgumentException(
          "a tracestate must be visible ASCII, found another character in one of "
              + tracestate.length());
    }
  }

  /// The context of headers as they came; null where there is none or it is no context, for then a
  /// trace begins anew. What versions to come write behind the flags is left out, and a tracestate
  /// that is none (W3C Trace Context, 4.3).
  public static @Nullable TraceContext of(
      @Nullable String traceparent, @Nullable String tracestate) {
    if (traceparent == null || !COMES.matcher(traceparent).matches()) {
      return null;
    }
    boolean state = tracestate != null && STATE.matcher(tracestate).matches();
    return new TraceContext(traceparent.substring(0, PARENT_CHARS), state ? tracestate : null);
  }
}
