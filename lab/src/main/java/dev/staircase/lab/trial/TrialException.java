package dev.staircase.lab.trial;

/// A benchmark that can't be run as it was asked for; its message says what to do.
public final class TrialException extends RuntimeException {
  TrialException(String message) {
    super(message);
  }
}
