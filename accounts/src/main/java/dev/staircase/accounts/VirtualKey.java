package dev.staircase.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key that a client of this server has, without its secret.
///
/// @param id the part of the key that may be shown
/// @param name what the operator calls its holder
/// @param admin whether it may see what other callers did
/// @param revoked since when it is not valid any more; null: it is
public record VirtualKey(
    String id,
    String name,
    Limits limits,
    boolean admin,
    Instant created,
    @Nullable Instant revoked) {}
