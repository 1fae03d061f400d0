package dev.staircase.lab.measure;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Asks servers on loopback for streamed chat completions and tells when each line came.
public final class ChatClient {
  private static final int MOST_CONNECTIONS = 4_096;

  /// Servers say something every 15 s, and be it a comment.
  private static final long MOST_SILENCE_MS = 60_000;

  private final HttpClient http;
  private final Set<HttpClientRequest> open = ConcurrentHashMap.newKeySet();
  private volatile boolean left;

  public ChatClient(Vertx vertx) {
    this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
  }

  /// Is told of one answer, on one event loop.
  public interface Listener {
    /// The request goes out; never before there is a connection.
    void sent(long atNanos);

    /// A line of the stream, without its end.
    void line(long atNanos, String line);
  }

  /// Asks; the listener is told until the future is complete.
  ///
  /// @return fails with an [IOException] where the answer is refused or breaks off
  public Future<Void> ask(int port, String body, Listener listener) {
    RequestOptions to =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/v1/chat/completions")
            .setIdleTimeout(MOST_SILENCE_MS)
            .putHeader("Content-Type", "application/json");
    return http.request(to)
        .compose(request -> send(request, Buffer.buffer(body), listener))
        .recover(e -> Future.failedFuture(e instanceof IOException ? e : broken(e)));
  }

  private Future<Void> send(HttpClientRequest request, Buffer body, Listener listener) {
    open.add(request);
    listener.sent(System.nanoTime());
    if (left) {
      request.reset();
    }
    return request
        .send(body)
        .compose(
            response -> response.statusCode() == 200 ? hear(response, listener) : refused(response))
        .onComplete(over -> open.remove(request));
  }

  private static Future<Void> hear(HttpClientResponse response, Listener listener) {
    Promise<Void> over = Promise.promise();
    response.exceptionHandler(over::tryFail);
    response.endHandler(end -> over.tryComplete());
    response.handler(
        RecordParser.newDelimited(
            "\n", line -> listener.line(System.nanoTime(), line.toString().stripTrailing())));
    return over.future();
  }

  private static Future<Void> refused(HttpClientResponse response) {
    return response
        .body()
        .compose(said ->
            Future.failedFuture(
                new IOException("HTTP %d: %s".formatted(response.statusCode(), message(said)))));
  }

  private static String message(Buffer said) {
    try {
      String text = said.toString();
      return JsonMapper.shared().readTree(text).at("/error/message").asString(text);
    } catch (JacksonException e) {
      return said.toString();
    }
  }

  private static IOException broken(Throwable e) {
    return new IOException(
        "the connection broke: " + (e.getMessage() == null ? e : e.getMessage()), e);
  }

  /// Breaks off every answer that is under way, and those that are still asked for.
  public void leave() {
    left = true;
    open.forEach(HttpClientRequest::reset);
  }
}
