package dev.staircase.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/// Reads the body of a request, never more of it than allowed.
final class Body {
  private Body() {}

  /// The whole body; fails with an [ApiException] as soon as it is longer than `limitBytes`, read
  /// or announced, or where it isn't there within `limitMs`.
  static Future<byte[]> read(
      Vertx vertx, HttpServerRequest request, long limitBytes, long limitMs) {
    Promise<byte[]> whole = Promise.promise();
    String announced = request.getHeader("Content-Length");
    if (announced != null && Long.parseLong(announced) > limitBytes) {
      whole.fail(ApiError.tooLarge(limitBytes).exception());
      return whole.future();
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    Buffer read = Buffer.buffer();
    request.handler(piece -> {
      if (read.length() + piece.length() > limitBytes) {
        whole.tryFail(ApiError.tooLarge(limitBytes).exception());
      } else {
        read.appendBuffer(piece);
      }
    });
    request.exceptionHandler(e ->
        whole.tryFail(ApiError.badRequest(null, "the body broke off: " + e.getMessage()).exception()));
    request.endHandler(v -> whole.tryComplete(read.getBytes()));
    long timer =
        vertx.setTimer(limitMs, id -> whole.tryFail(ApiError.tooSlow(limitMs).exception()));
    return whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }
}
