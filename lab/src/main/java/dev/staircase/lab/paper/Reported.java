package dev.staircase.lab.paper;

import java.util.Map;

/// What the paper reports beside its table.
final class Reported {
  /// Serial time to first token of a MoA of models of 70B to 110B parameters.
  static final double LARGE_SERIAL_MS = 25_700;

  /// The same by staircase ("about").
  static final double LARGE_STAIRCASE_MS = 1_400;

  /// Time to first token in ms by tokens of the first chunk, MoA by staircase.
  static final Map<Integer, Double> SWEEP_MS = Map.of(4, 420.0, 8, 470.0, 32, 700.0);

  private Reported() {}
}
