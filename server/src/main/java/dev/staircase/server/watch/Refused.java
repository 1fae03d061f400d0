package dev.staircase.server.watch;

import dev.staircase.server.gate.Caller;
import org.jspecify.annotations.Nullable;

/// A request that was turned down before its answer began.
///
/// @param id the request's own, `x-request-id`
/// @param surface the API it came in by, such as `chat.completions`
/// @param caller null where nobody was recognised
/// @param status the HTTP status that it got
/// @param code the error's code in the API, a word of a closed set
public record Refused(
    String id, String surface, @Nullable Caller caller, int status, String code) {}
