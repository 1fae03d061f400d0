package dev.staircase.lab.race;

import java.util.Locale;

/// A side of a race.
public enum Lane {
  /// The aggregator waits for whole proposals: ordinary Mixture-of-Agents.
  SERIAL,
  /// The aggregator starts on their first chunks.
  STAIRCASE;

  /// What configuration, requests and tables call it: `serial`, `staircase`.
  public String mode() {
    return name().toLowerCase(Locale.ROOT);
  }
}
