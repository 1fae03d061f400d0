package dev.staircase.server;

import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ApiException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/// Reads the body of a request, never more of it than allowed.
final class Body {
  private Body() {}

  /// A body's end must be plain to whoever stands before us as well, or a request could be hidden
  /// in it: chunked, or by its length (RFC 9112, section 6; Netty refuses both at once).
  ///
  /// @throws ApiException where it is coded in any other way
  static void checkFraming(HttpServerRequest request) {
    List<String> codings = request.headers().getAll("Transfer-Encoding");
    if (!codings.isEmpty()
        && !(codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"))) {
      throw ApiError.uncoded(String.join(", ", codings)).exception();
    }
  }

  /// The whole body; fails with an [ApiException] as soon as it is longer than `limitBytes`, read
  /// or announced, or where it isn't there within `limitMs`. Resumes a paused request.
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
        whole.tryFail(
            ApiError.badRequest(null, "the body broke off: " + e.getMessage()).exception()));
    request.endHandler(v -> whole.tryComplete(read.getBytes()));
    long timer =
        vertx.setTimer(limitMs, id -> whole.tryFail(ApiError.tooSlow(limitMs).exception()));
    request.resume();
    return whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }
}
