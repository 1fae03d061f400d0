package dev.staircase.accounts;

/// A store was not asked, or didn't answer. Why is in the log.
final class AwayException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param store what didn't answer
  AwayException(String store) {
    super(store, null, false, false);
  }
}
