package dev.staircase.lab.fleet;

/// How an answer is written.
public enum Strategy {
  /// By the aggregator's model alone.
  SINGLE,
  /// By the team, one step on whole proposals.
  SERIAL,
  /// By the team, at its pace.
  STAIRCASE
}
