package dev.staircase.bench.pace;

import dev.staircase.lab.paced.Pace;

/// How fast the models of an answer are, beside each other.
enum SpeedSet {
  EQUAL(20, 20, 20, 0.1),
  SLOW_PROPOSERS(60, 60, 20, 0.1),
  FAST_PROPOSERS(20, 20, 60, 0.1),
  STRAGGLER(20, 60, 20, 0.1),
  DEAR_PREFILL(20, 20, 20, 1);

  private static final double FIRST_MS = 50;

  private final double itlMs;
  private final double stragglerItlMs;
  private final double writerItlMs;
  private final double prefillMs;

  /// @param prefillMs time for each token of a prompt that is not cached
  SpeedSet(double itlMs, double stragglerItlMs, double writerItlMs, double prefillMs) {
    this.itlMs = itlMs;
    this.stragglerItlMs = stragglerItlMs;
    this.writerItlMs = writerItlMs;
    this.prefillMs = prefillMs;
  }

  /// The pace of a model: `local/p1`, `local/p2`, `local/p3` or `local/writer`.
  Pace of(String model) {
    double itl =
        switch (model) {
          case "local/writer" -> writerItlMs;
          case "local/p3" -> stragglerItlMs;
          default -> itlMs;
        };
    return new Pace(FIRST_MS, prefillMs, 0, itl, 0, 0, 64);
  }
}
