package dev.staircase.lab.sim;

/// What goes wrong in one call.
///
/// @param after how many deltas come before it
record Fault(Kind kind, int after) {
  static final Fault NONE = new Fault(Kind.NONE, 0);

  enum Kind {
    NONE,
    /// Refused at once: our fault.
    REFUSES,
    /// Refused at once: their fault.
    UNAVAILABLE,
    /// Nothing comes any more until a time limit ends the call.
    HANGS,
    /// The connection breaks.
    DIES,
    /// A long pause, then it goes on.
    STALLS,
    /// From there on each delta takes a hundred times as long.
    DRIPS,
    /// The provider's filter cuts the text off.
    FILTERED,
    /// Deltas come after the end.
    TALKS_ON
  }
}
