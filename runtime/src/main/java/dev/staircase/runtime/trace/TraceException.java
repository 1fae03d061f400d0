package dev.staircase.runtime.trace;

/// A file is no trace, or not one that this version reads. The message names file and line, what
/// was expected and found.
public final class TraceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TraceException(String message) {
    super(message);
  }
}
