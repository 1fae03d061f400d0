package dev.staircase.server.gate;

/// A request is not let in. Its message is for the client: it tells no secret and nothing of other
/// callers.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Why why;
  private final long retryAfterS;

  /// @param message what was expected, what was found and what to do
  /// @param retryAfterS in how many seconds to try again; 0 where that is not known or no use
  public RefusedException(Why why, String message, long retryAfterS) {
    super(message, null, false, false);
    this.why = why;
    this.retryAfterS = retryAfterS;
  }

  public Why why() {
    return why;
  }

  public long retryAfterS() {
    return retryAfterS;
  }
}
