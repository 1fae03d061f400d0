package dev.staircase.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/// Writes whole HTTP responses.
final class HttpReplies {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// How long what is still being sent to us is read and thrown away: a connection that is closed
  /// on unread bytes is reset, and the client may lose the response.
  private static final long LINGER_MS = 1_000;

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
    if (error.retryAfterS() > 0 && !response.headWritten()) {
      response.putHeader("Retry-After", Long.toString(error.retryAfterS()));
    }
    json(response, error.status(), JSON.writeValueAsString(error.json()));
  }

  /// Answers a request that is not read to its end, and closes its connection soon after.
  static void errorAndClose(Vertx vertx, HttpServerRequest request, ApiError error) {
    request.response().putHeader("Connection", "close");
    error(request.response(), error);
    vertx.setTimer(LINGER_MS, id -> request.connection().close());
  }
}
