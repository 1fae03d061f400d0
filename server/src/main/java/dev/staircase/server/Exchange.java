package dev.staircase.server;

import dev.staircase.server.api.Api;
import dev.staircase.server.api.ApiError;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// One request and the response to it.
///
/// @param id of the request; ours, whatever the client sends
/// @param api words the errors
record Exchange(Vertx vertx, HttpServerRequest request, String id, Api api) {
  /// How long what is still being sent to us is read and thrown away: a connection that is closed
  /// on unread bytes is reset, and the client may lose the response.
  private static final long LINGER_MS = 1_000;

  private static final String BEARER = "Bearer ";

  /// The request's path; empty for one that has none.
  String path() {
    String path = request.path();
    return path == null ? "" : path;
  }

  HttpServerResponse response() {
    return request.response();
  }

  /// What the request carries as its key, as OpenAI's clients or as Anthropic's send it; null for
  /// none.
  @Nullable String credential() {
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    return request.getHeader("x-api-key");
  }

  private boolean hasBody() {
    String length = request.getHeader("Content-Length");
    return request.headers().contains("Transfer-Encoding")
        || (length != null && !length.equals("0"));
  }

  /// Whether nobody waits for a response any more.
  boolean isOver() {
    return response().ended() || response().closed();
  }

  void reply(int status, String json) {
    reply(status, "application/json; charset=utf-8", json);
  }

  void reply(int status, String type, String body) {
    HttpServerResponse response = response();
    if (isOver() || response.headWritten()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-cache")
        .end(body);
  }

  /// Tells of an error, in a response of its own. The connection of a request that isn't read to
  /// its end is closed soon after.
  void fail(ApiError error) {
    HttpServerResponse response = response();
    if (isOver() || response.headWritten()) {
      return;
    }
    if (error.retryAfterS() > 0) {
      response.putHeader("Retry-After", Long.toString(error.retryAfterS()));
    }
    boolean unread = hasBody() && !request.isEnded();
    if (unread) {
      response.putHeader("Connection", "close");
    }
    reply(error.status(), api.error(error, id));
    if (unread) {
      request.handler(more -> {});
      request.resume();
      vertx.setTimer(LINGER_MS, timer -> request.connection().close());
    }
  }
}
