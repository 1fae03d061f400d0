package dev.staircase.lab.sim;

import java.util.List;

/// A scripted model: the whole text that it has to say, and how it behaves when it is asked to say
/// it in several calls.
///
/// All models that an agent may speak through have the same to say, so that an answer is the same
/// whichever of them says it.
///
/// @param text what it says when nobody interrupts it
/// @param manner how it goes on with a text of its own
/// @param tempo how its words come
/// @param hearsStops whether it ends at stop sequences by itself
/// @param tools in how many pieces it calls tools after its text; 0 for an end without
/// @param counts when it tells its count of tokens
/// @param faults what goes wrong
record Actor(
    String text,
    Manner manner,
    Tempo tempo,
    boolean hearsStops,
    int tools,
    Counts counts,
    List<Fault> faults) {
  Actor {
    faults = List.copyOf(faults);
  }

  /// One that simply says its text.
  static Actor saying(String text, Tempo tempo, List<Fault> faults) {
    return new Actor(text, Manner.CONTINUES, tempo, false, 0, Counts.NEVER, faults);
  }

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

  /// What goes wrong in call `call` to model `seat`.
  Fault fault(int seat, int call) {
    for (Fault fault : faults) {
      if (fault.hits(seat, call)) {
        return fault;
      }
    }
    return Fault.NONE;
  }

  boolean faultless() {
    return faults.isEmpty();
  }

  /// Whether every call to one of its models comes to its end.
  boolean sound(int seat) {
    return faults.stream().noneMatch(fault -> fault.seat() == seat && !fault.kind().harmless());
  }

  Actor with(String newText, Manner newManner) {
    return new Actor(newText, newManner, tempo, hearsStops, tools, counts, faults);
  }

  Actor with(List<Fault> newFaults) {
    return new Actor(text, manner, tempo, hearsStops, tools, counts, newFaults);
  }

  Actor steady() {
    return new Actor(text, manner, Tempo.STEADY, false, tools, Counts.NEVER, faults);
  }

  Actor withoutTools() {
    return new Actor(text, manner, tempo, hearsStops, 0, counts, faults);
  }
}
