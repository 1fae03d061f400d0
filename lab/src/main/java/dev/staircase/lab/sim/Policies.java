package dev.staircase.lab.sim;

import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Recovery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Draws paces, limits, and what is done about failures and costs.
final class Policies {
  private Policies() {}

  /// The same for all as a rule.
  static List<Pace> paces(Chance chance, int agents) {
    if (chance.percent(80)) {
      return Collections.nCopies(agents, pace(chance));
    }
    List<Pace> paces = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      paces.add(pace(chance));
    }
    return paces;
  }

  private static Pace pace(Chance chance) {
    Pace preset =
        chance.of(
            Pace.PAPER,
            Pace.EAGER,
            Pace.BALANCED,
            Pace.CAREFUL,
            Pace.SERIAL,
            anyPace(chance),
            anyPace(chance),
            anyPace(chance));
    return chance.percent(50)
        ? preset
        : preset.waiting(chance.below(4), chance.of(0, 1, 50, 500, 5_000));
  }

  private static Pace anyPace(Chance chance) {
    double lead = chance.of(0.0, 0.5, 1.0, 1.5, 2.0, 4.0);
    Pace.CutOver cutOver =
        lead == 0 ? Pace.CutOver.AT_WORD : chance.of(Pace.CutOver.AT_WORD, Pace.CutOver.AT_BOUND);
    return new Pace(
        chance.of(1, 2, 4, 8, 40, 1000),
        chance.of(1, 2, 8, 16),
        chance.of(1.0, 1.5, 2.0, 10.0),
        chance.of(1, 4, 16, 64),
        lead,
        chance.of(Pace.Showing.CHUNK, Pace.Showing.ALL),
        cutOver,
        chance.of(Pace.EarlyEnd.ACCEPT, Pace.EarlyEnd.HOLD),
        chance.below(4),
        chance.of(0, 1, 50, 500, 5_000));
  }

  static Limits limits(Chance chance) {
    if (chance.percent(70)) {
      return Limits.DEFAULT;
    }
    return new Limits(
        chance.of(1, 2, 3, 10, 64), chance.of(20, 200, 400_000), chance.below(3), chance.below(3));
  }

  static Recovery recovery(Chance chance) {
    return chance.percent(25)
        ? Recovery.DEFAULT
        : new Recovery(
            chance.below(4),
            chance.of(0, 10, 250),
            chance.of(0, 500, 5_000),
            chance.of(0, 1, 2, 8, 100),
            chance.of(0, 20, 300, 1_000));
  }

  /// One cap, small enough to be hit now and then.
  static Caps caps(Chance chance) {
    Caps.AtCap atCap = chance.of(Caps.AtCap.FINISH, Caps.AtCap.FAIL);
    return switch (chance.below(5)) {
      case 0 -> new Caps(chance.between(1, 20), 0, 0, 0, 0, atCap);
      case 1 -> new Caps(0, chance.between(20, 6_000), 0, 0, 0, atCap);
      case 2 -> new Caps(0, 0, chance.between(1, 200), 0, 0, atCap);
      case 3 -> new Caps(0, 0, 0, chance.between(1, 2_000) / 1_000.0, 0, atCap);
      default -> new Caps(0, 0, 0, 0, chance.of(1, 50, 500, 3_000), atCap);
    };
  }
}
