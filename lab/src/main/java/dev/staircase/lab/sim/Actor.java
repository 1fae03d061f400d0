package dev.staircase.lab.sim;

import java.util.List;

/// A scripted model: the whole text that it has to say, and how it behaves when it is asked to say
/// it in several calls.
///
/// @param text what it says when nobody interrupts it
/// @param manner how it goes on with a text of its own
/// @param tokensPerDelta tokens that its server gathers into one delta
/// @param firstMicros time to the first token
/// @param tokenMicros time between deltas
/// @param jitter whether these times vary
/// @param emptyDeltas whether some deltas are empty
/// @param hearsStops whether it ends at stop sequences by itself
/// @param faults what goes wrong in its first, second, ... call
record Actor(
    String text,
    Manner manner,
    int tokensPerDelta,
    long firstMicros,
    long tokenMicros,
    boolean jitter,
    boolean emptyDeltas,
    boolean hearsStops,
    List<Fault> faults) {

  /// How a model goes on with a text of its own.
  enum Manner {
    /// Exactly where it stopped.
    CONTINUES,
    /// Where it stopped, without leading white space.
    TRIMS,
    /// It says all of its text again before it goes on (llama.cpp, Mistral).
    ECHOES,
    /// It says its last words again.
    REPEATS,
    /// It lets a control token of its template slip.
    LEAKS,
    /// It begins anew, until it is asked in a new turn.
    RESTARTS,
    /// It begins anew whenever it is asked.
    INSISTS,
    /// It comes to an end after half of what is left.
    ENDS_EARLY;

    /// Whether the pieces it says in several calls make up its text exactly.
    boolean faithful() {
      return switch (this) {
        case CONTINUES, ECHOES, REPEATS, ENDS_EARLY -> true;
        case TRIMS, LEAKS, RESTARTS, INSISTS -> false;
      };
    }

    /// Whether they do so but for white space.
    boolean faithfulInWords() {
      return switch (this) {
        case CONTINUES, ECHOES, REPEATS, ENDS_EARLY, TRIMS, LEAKS -> true;
        case RESTARTS, INSISTS -> false;
      };
    }
  }

  Fault fault(int call) {
    return call < faults.size() ? faults.get(call) : Fault.NONE;
  }

  boolean faultless() {
    return faults.stream().allMatch(fault -> fault.kind() == Fault.Kind.NONE);
  }

  Actor with(String newText, Manner newManner) {
    return new Actor(
        newText,
        newManner,
        tokensPerDelta,
        firstMicros,
        tokenMicros,
        jitter,
        emptyDeltas,
        hearsStops,
        faults);
  }

  Actor with(List<Fault> newFaults) {
    return new Actor(
        text,
        manner,
        tokensPerDelta,
        firstMicros,
        tokenMicros,
        jitter,
        emptyDeltas,
        hearsStops,
        newFaults);
  }

  Actor steady() {
    return new Actor(text, manner, 1, 1_000, 1_000, false, false, false, faults);
  }
}
