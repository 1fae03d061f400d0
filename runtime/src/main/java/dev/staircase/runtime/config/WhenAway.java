package dev.staircase.runtime.config;

/// What becomes of requests while a store is away that would know their limits.
public enum WhenAway {
  /// They are let in without limits, if their key has been seen before: who asks is never guessed.
  /// Money is booked once the store is back.
  OPEN,
  /// They are refused.
  CLOSED
}
