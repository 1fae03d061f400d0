package dev.staircase.server.gate;

import java.time.Instant;

/// How a store stands that a [Gate] needs.
///
/// @param store what it is: `accounts` or `rates`
/// @param up whether it answered when it was asked last
/// @param since since when that has been so
/// @param refuses whether requests are refused while it is away
public record Health(String store, boolean up, Instant since, boolean refuses) {}
