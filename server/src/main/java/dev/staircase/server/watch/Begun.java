package dev.staircase.server.watch;

import dev.staircase.core.engine.Plan;
import dev.staircase.server.gate.Caller;
import org.jspecify.annotations.Nullable;

/// An answer that is about to be written.
///
/// @param id the request's own, `x-request-id`
/// @param surface the API it came in by, such as `chat.completions`
/// @param model the virtual model; a name of the configuration
/// @param streamed whether the answer goes out as it is written
/// @param plan what is going to be done; holds the prompt
/// @param traceparent the request's header of that name, as it came; null without one
/// @param tracestate the request's headers of that name, joined by commas; null without one
public record Begun(
    String id,
    String surface,
    String model,
    Caller caller,
    boolean streamed,
    Plan plan,
    @Nullable String traceparent,
    @Nullable String tracestate) {}
