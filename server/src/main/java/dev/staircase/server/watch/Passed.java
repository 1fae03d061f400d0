package dev.staircase.server.watch;

import dev.staircase.core.chat.Usage;
import dev.staircase.server.gate.Caller;

/// A request that was passed on to a plain model, and is over.
///
/// @param id the request's own, `x-request-id`
/// @param surface the API it came in by, such as `embeddings`
/// @param model `upstream/name`, one that the configuration lets through
/// @param streamed whether the response went out in pieces
/// @param status the HTTP status that went out, or would have
/// @param clientLeft whether the client had left before the end
/// @param usage what it took; estimated where the upstream didn't tell
/// @param usd what that cost
/// @param nanos from the request's turn to the response's end
public record Passed(
    String id,
    String surface,
    String model,
    Caller caller,
    boolean streamed,
    int status,
    boolean clientLeft,
    Usage usage,
    double usd,
    long nanos) {}
