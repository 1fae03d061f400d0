package dev.staircase.lab.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The paper's conditions: what it doesn't tell is explained in one way of several.
///
/// @param proposals why its serial times to first token are what they are
/// @param fixedCost what its calls cost beyond the single model's
/// @param slower by how much everything is slower than with the paper's 9B models
public record Conditions(Proposals proposals, FixedCost fixedCost, double slower) {

  /// Every way to explain the paper's table.
  static List<Conditions> all() {
    List<Conditions> all = new ArrayList<>();
    for (Proposals proposals : Proposals.values()) {
      for (FixedCost fixedCost : FixedCost.values()) {
        all.add(new Conditions(proposals, fixedCost, 1));
      }
    }
    return all;
  }

  /// The paper's models of 70B to 110B parameters: everything slower by as much as its serial time
  /// to first token is longer there. Nothing else about them is known.
  Conditions large() {
    double serialMs = Method.MOA.paper().ttftMs();
    return new Conditions(proposals, fixedCost, Reported.LARGE_SERIAL_MS / serialMs);
  }

  /// A word for names.
  String key() {
    return "%s-%s%s"
        .formatted(proposals, fixedCost, slower == 1 ? "" : "-large")
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }
}
