package dev.staircase.lab.sim;

import dev.staircase.core.chat.CallError;
import org.jspecify.annotations.Nullable;

/// What goes wrong in the calls of one agent to one of its models.
///
/// @param seat which of the agent's models, [#HEDGE] or [#WARM]
/// @param call which of its calls, from 0; [#EVERY] for all of them
/// @param after how many deltas come before it
record Fault(Kind kind, int seat, int call, int after) {
  static final int HEDGE = -1;
  static final int WARM = -2;
  static final int EVERY = -1;
  static final Fault NONE = new Fault(Kind.NONE, 0, 0, 0);

  /// In the first call of the agent's own model.
  Fault(Kind kind, int after) {
    this(kind, 0, 0, after);
  }

  boolean hits(int otherSeat, int otherCall) {
    return seat == otherSeat && (call == EVERY || call == otherCall);
  }

  @SuppressWarnings("ImmutableEnumChecker")
  enum Kind {
    NONE,
    /// Refused: the request is wrong.
    REFUSES(CallError.Kind.OURS, 400, 0),
    /// Refused: the key is.
    DENIES(CallError.Kind.OURS, 401, 0),
    UNAVAILABLE(CallError.Kind.THEIRS, 503, 0),
    /// Unavailable for a moment.
    OVERLOADED(CallError.Kind.THEIRS, 503, 300),
    LIMITED(CallError.Kind.LIMIT, 429, 0),
    /// The rate limit is over in a while.
    LIMITED_SHORTLY(CallError.Kind.LIMIT, 429, 2_000),
    /// The rate limit is over in an hour.
    LIMITED_LONG(CallError.Kind.LIMIT, 429, 3_600_000),
    /// Nothing comes any more until a time limit ends the call.
    HANGS(CallError.Kind.LIMIT, 0, 0),
    /// No connection, or it breaks.
    DIES(CallError.Kind.NETWORK, 0, 0),
    /// What comes breaks the protocol.
    GARBLES(CallError.Kind.THEIRS, 200, 0),
    /// The connection breaks within a call of tools.
    DIES_IN_TOOLS,
    /// A long pause, then it goes on.
    STALLS,
    /// From there on each delta takes a hundred times as long.
    DRIPS,
    /// The provider's filter cuts the text off.
    FILTERED,
    /// Deltas come after the end.
    TALKS_ON,
    /// All the rest comes in one delta.
    GUSHES,
    /// Thousands of deltas hold no text, then it goes on.
    IDLES;

    final @Nullable CallError error;

    Kind() {
      this.error = null;
    }

    Kind(CallError.Kind kind, int status, long retryAfterMs) {
      this.error = new CallError(kind, status, "drawn: " + name(), retryAfterMs);
    }

    /// Whether a call that it befalls comes to its end and says all it has to say.
    boolean harmless() {
      return switch (this) {
        case NONE, STALLS, DRIPS, TALKS_ON, GUSHES, IDLES -> true;
        case REFUSES,
            DENIES,
            UNAVAILABLE,
            OVERLOADED,
            LIMITED,
            LIMITED_SHORTLY,
            LIMITED_LONG,
            HANGS,
            DIES,
            GARBLES,
            DIES_IN_TOOLS,
            FILTERED ->
            false;
      };
    }
  }
}
