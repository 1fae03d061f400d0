package dev.staircase.lab.learn;

/// Nothing can be learned from what was given; its message says why, and what to do.
public final class LearnException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LearnException(String message) {
    super(message);
  }
}
