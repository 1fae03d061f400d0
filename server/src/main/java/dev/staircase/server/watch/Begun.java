package dev.staircase.server.watch;

import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.client.TraceContext;
import dev.staircase.server.gate.Caller;
import org.jspecify.annotations.Nullable;

/// An answer that is about to be written.
///
/// @param id the request's own, `x-request-id`
/// @param surface the API it came in by, such as `chat.completions`
/// @param model the virtual model; a name of the configuration
/// @param streamed whether the answer goes out as it is written
/// @param plan what is going to be done; holds the prompt
/// @param trace where the request stands in a distributed trace; null for nowhere
public record Begun(
    String id,
    String surface,
    String model,
    Caller caller,
    boolean streamed,
    Plan plan,
    @Nullable TraceContext trace) {}
