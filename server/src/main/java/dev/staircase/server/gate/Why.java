package dev.staircase.server.gate;

/// Why a request is refused, and what an OpenAI-compatible error says then.
public enum Why {
  /// No key, or one that nobody has.
  NO_KEY(401, "invalid_request_error", "invalid_api_key"),
  /// The key may not ask this model.
  FORBIDDEN(403, "invalid_request_error", "model_not_allowed"),
  /// Too many requests or tokens in a minute.
  RATE(429, "rate_limit_error", "rate_limit_exceeded"),
  /// Too many answers at a time.
  CONCURRENT(429, "rate_limit_error", "too_many_concurrent_answers"),
  /// The budget of the day or month is spent or set aside.
  BUDGET(429, "insufficient_quota", "insufficient_quota"),
  /// The store that would know is away, and the server is configured to refuse then.
  AWAY(503, "server_error", "accounts_unavailable");

  private final int status;
  private final String type;
  private final String code;

  Why(int status, String type, String code) {
    this.status = status;
    this.type = type;
    this.code = code;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The OpenAI API's word for the kind of error.
  public String type() {
    return type;
  }

  /// A word for programs.
  public String code() {
    return code;
  }
}
