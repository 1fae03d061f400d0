package dev.staircase.runtime.config;

import dev.staircase.runtime.client.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is told of the answers, and to whom.
///
/// @param otlp where OTLP is taken over HTTP, without the `/v1/...`, such as
///   `http://localhost:4318`; null sends nothing
/// @param headers sent there with everything
/// @param prometheus whether metrics are kept for `/metrics`
/// @param sampling share of the traces that are sent, 0 to 1, where the request's own `traceparent`
///   doesn't decide it
/// @param service what this server is called (`service.name`)
public record TelemetrySettings(
    @Nullable String otlp,
    Map<String, Secret> headers,
    boolean prometheus,
    double sampling,
    String service) {
  /// Metrics for `/metrics`; nothing is sent.
  public static final TelemetrySettings DEFAULT =
      new TelemetrySettings(null, Map.of(), true, 1, "staircase");

  public TelemetrySettings {
    headers = Map.copyOf(headers);
    if (otlp != null && !otlp.matches("https?://[^/]+(/.*)?")) {
      throw new IllegalArgumentException(
          "the OTLP endpoint must be a URL like http://localhost:4318, found '" + otlp + "'");
    }
    if (!(sampling >= 0 && sampling <= 1)) {
      throw new IllegalArgumentException(
          "the sampling ratio must be from 0 to 1, found " + sampling);
    }
  }
}
