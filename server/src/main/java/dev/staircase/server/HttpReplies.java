package dev.staircase.server;

import io.vertx.core.http.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/// Writes whole HTTP responses.
final class HttpReplies {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private HttpReplies() {}

  static void json(HttpServerResponse response, int status, String body) {
    if (response.ended() || response.closed() || response.headWritten()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .end(body);
  }

  static void error(HttpServerResponse response, ApiError error) {
    json(response, error.status(), JSON.writeValueAsString(error.json()));
  }
}
