package dev.staircase.lab.sim;

import java.util.ArrayList;
import java.util.List;

/// Draws what goes wrong in the calls of one agent.
///
/// @param rate the percentage of calls in which something does
record Faults(Chance chance, int rate) {
  private static final int CALLS = 4;
  private static final int RARE_PER_MILLE = 2;
  private static final List<Fault.Kind> KINDS =
      List.of(Fault.Kind.values()).stream()
          .filter(kind -> kind != Fault.Kind.NONE && kind != Fault.Kind.IDLES)
          .toList();

  /// @param seats how many models the agent has
  /// @param hedged whether it has a hedge
  /// @param warmed whether it is warmed
  List<Fault> draw(int seats, boolean hedged, boolean warmed) {
    List<Fault> drawn = new ArrayList<>();
    if (rate == 0) {
      return drawn;
    }
    for (int seat = 0; seat < seats; seat++) {
      if (chance.percent(rate / 4)) {
        drawn.add(one(seat, Fault.EVERY));
      } else {
        some(drawn, seat);
      }
    }
    if (hedged) {
      some(drawn, Fault.HEDGE);
    }
    if (warmed) {
      some(drawn, Fault.WARM);
    }
    return drawn;
  }

  private void some(List<Fault> drawn, int seat) {
    for (int call = 0; call < CALLS; call++) {
      if (chance.percent(rate)) {
        drawn.add(one(seat, call));
      }
    }
  }

  private Fault one(int seat, int call) {
    Fault.Kind kind = chance.below(1_000) < RARE_PER_MILLE ? Fault.Kind.IDLES : chance.of(KINDS);
    return new Fault(kind, seat, call, chance.percent(40) ? 0 : chance.below(30));
  }
}
