package dev.staircase.runtime.client;

import dev.staircase.core.chat.CallError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Instant;
import java.util.function.Consumer;

/// Reads what an upstream says besides a status other than 200, as far as it is of use.
final class ErrorBody {
  /// The most that is read of it.
  private static final int MAX_BYTES = 16 * 1024;

  private ErrorBody() {}

  /// Takes the error, maybe more than once; the first counts.
  interface Listener {
    /// The error.
    ///
    /// @param wholly whether the body was read to its end, so that the connection can be used again
    void failed(CallError error, boolean wholly);
  }

  static void read(HttpClientResponse response, CallErrors errors, Listener listener) {
    Buffer said = Buffer.buffer();
    long retryAfterMs = RetryAfter.ms(response::getHeader, Instant.now());
    Consumer<Boolean> tell =
        wholly ->
            listener.failed(
                errors.status(response.statusCode(), said.toString(), retryAfterMs), wholly);
    response.handler(piece -> {
      said.appendBuffer(piece, 0, Math.min(piece.length(), MAX_BYTES - said.length()));
      if (said.length() == MAX_BYTES) {
        tell.accept(false);
      }
    });
    response.exceptionHandler(e -> tell.accept(false));
    response.endHandler(v -> tell.accept(true));
  }
}
