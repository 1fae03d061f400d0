package dev.staircase.runtime.config;

/// A request's `staircase` object can't be heeded: the client's fault, a 400.
public final class OverrideException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String param;

  /// @param param the value concerned, such as `staircase.pace.first-chunk`
  OverrideException(String param, String message) {
    super(message);
    this.param = param;
  }

  /// The value concerned, such as `staircase.pace.first-chunk`.
  public String param() {
    return param;
  }
}
