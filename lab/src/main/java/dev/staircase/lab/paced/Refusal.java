package dev.staircase.lab.paced;

import java.util.Map;

/// A request that is answered with an error of the OpenAI shape.
final class Refusal extends RuntimeException {
  private final int status;
  private final String type;
  private final Map<String, String> details;

  private Refusal(int status, String type, String message, Map<String, String> details) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.details = details;
  }

  /// The caller's fault.
  ///
  /// @param param the field at fault
  static Refusal invalid(String param, String message) {
    return new Refusal(400, "invalid_request_error", message, Map.of("param", param));
  }

  static Refusal notFound(String message) {
    return new Refusal(404, "invalid_request_error", message, Map.of("code", "not_found"));
  }

  static Refusal unknownModel(String message) {
    return new Refusal(
        404, "invalid_request_error", message, Map.of("param", "model", "code", "model_not_found"));
  }

  static Refusal status(int status, String message) {
    var type =
        status == 429
            ? "rate_limit_error"
            : status >= 500 ? "server_error" : "invalid_request_error";
    return new Refusal(status, type, message, Map.of());
  }

  int status() {
    return status;
  }

  /// The body, `{"error": {...}}`.
  String json() {
    var error = Json.object();
    error.put("message", getMessage());
    error.put("type", type);
    error.put("param", details.get("param"));
    error.put("code", details.get("code"));
    var body = Json.object();
    body.set("error", error);
    return body.toString();
  }
}
