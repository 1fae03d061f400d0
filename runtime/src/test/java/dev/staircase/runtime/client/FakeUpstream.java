package dev.staircase.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// An upstream on loopback that answers by a script, and tells what it saw.
final class FakeUpstream {
  static final String HELLO =
      "data:"
          + " {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":null}]}\n\n";
  static final String STOP =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}\n\n";
  static final String DONE = "data: [DONE]\n\n";

  private static final long PATIENCE_S = 30;

  private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final HttpServer server;

  FakeUpstream(Vertx vertx, Consumer<Exchange> script) {
    server =
        vertx
            .createHttpServer()
            .connectionHandler(connection -> connections.incrementAndGet())
            .requestHandler(request -> accept(request, script));
    await(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture());
  }

  private void accept(HttpServerRequest request, Consumer<Exchange> script) {
    var closed = new CompletableFuture<Void>();
    request.connection().closeHandler(v -> closed.complete(null));
    request
        .body()
        .onSuccess(body -> {
          var exchange = new Exchange(request, body.toString(), closed);
          script.accept(exchange);
          exchanges.add(exchange);
        });
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  int connections() {
    return connections.get();
  }

  /// The next request seen, once its script has run.
  Exchange next() {
    try {
      Exchange exchange = exchanges.poll(PATIENCE_S, TimeUnit.SECONDS);
      assertThat(exchange).as("a request within %d s", PATIENCE_S).isNotNull();
      return exchange;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean sawNoMore() {
    return exchanges.isEmpty();
  }

  void stop() {
    await(server.close().toCompletionStage().toCompletableFuture());
  }

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
  }

  /// A request and the means to answer it.
  ///
  /// @param closed done when its connection is closed
  record Exchange(HttpServerRequest request, String body, CompletableFuture<Void> closed) {
    Exchange write(String raw) {
      if (!request.response().headWritten()) {
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
      }
      request.response().write(raw);
      return this;
    }

    void end(String raw) {
      write(raw).request.response().end();
    }

    void status(int status, String body) {
      request.response().setStatusCode(status).end(body);
    }

    void die() {
      request.connection().close();
    }
  }
}
