package dev.staircase.server.telemetry;

import dev.staircase.runtime.client.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The headers of W3C Trace Context, read and written.
final class TraceHeaders {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final TextMapSetter<Map<String, String>> SETTER =
      (carrier, name, value) -> {
        if (carrier != null) {
          carrier.put(name, value);
        }
      };
  private static final TextMapGetter<Map<String, String>> GETTER =
      (carrier, name) -> carrier == null ? null : carrier.get(name);

  private TraceHeaders() {}

  /// The context that a request came with; the root where it came with none.
  static Context read(@Nullable TraceContext came) {
    if (came == null) {
      return Context.root();
    }
    Map<String, String> headers = new HashMap<>();
    headers.put(TraceContext.PARENT_HEADER, came.traceparent());
    if (came.tracestate() != null) {
      headers.put(TraceContext.STATE_HEADER, came.tracestate());
    }
    return W3C.extract(Context.root(), headers, GETTER);
  }

  /// What is sent with a call.
  ///
  /// @return null for a span that is none
  static @Nullable TraceContext write(SpanContext span) {
    Map<String, String> headers = new HashMap<>();
    W3C.inject(Context.root().with(Span.wrap(span)), headers, SETTER);
    String parent = headers.get(TraceContext.PARENT_HEADER);
    return parent == null ? null : new TraceContext(parent, headers.get(TraceContext.STATE_HEADER));
  }
}
