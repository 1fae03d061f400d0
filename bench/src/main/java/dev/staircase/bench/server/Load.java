package dev.staircase.bench.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/// The clients: each asks once and takes the time of every token.
final class Load {
  private static final int MOST_CONNECTIONS = 4096;
  private static final long PATIENCE_S = 60;

  /// The clients begin evenly over this time, so that their tokens don't come all at once.
  private static final int SPREAD_MS = 250;

  private final Vertx vertx;
  private final HttpClient http;

  Load(Vertx vertx) {
    this.vertx = vertx;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setTcpNoDelay(true).setKeepAliveTimeout(4),
            new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
  }

  /// Runs a number of clients to their ends.
  ///
  /// @return what they saw
  /// @throws IllegalStateException when an answer failed or lost tokens
  Taken run(int port, Route route, Traffic traffic, int streams) {
    List<Future<Taken>> clients =
        IntStream.range(0, streams)
            .mapToObj(i -> client(1 + SPREAD_MS * i / streams, port, route.body(traffic), traffic))
            .toList();
    try {
      Future.join(clients).await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "%d answers by %s should be over, but some are not after %d s"
              .formatted(streams, route.label(), PATIENCE_S),
          e);
    }
    return Taken.all(clients.stream().map(Future::result).toList());
  }

  private Future<Taken> client(int delayMs, int port, String body, Traffic traffic) {
    return vertx
        .timer(delayMs, TimeUnit.MILLISECONDS)
        .compose(begun -> http.request(HttpMethod.POST, port, "127.0.0.1", "/v1/chat/completions"))
        .compose(request -> request.putHeader("Content-Type", "application/json").send(body))
        .compose(response -> read(response, traffic));
  }

  private static Future<Taken> read(HttpClientResponse response, Traffic traffic) {
    Promise<Taken> whole = Promise.promise();
    List<Long> sent = new ArrayList<>(traffic.tokens());
    List<Long> came = new ArrayList<>(traffic.tokens());
    Stamp.Reader stamps = new Stamp.Reader();
    response.handler(piece -> {
      long now = Stamp.nowMicros();
      stamps.feed(
          piece.getBytes(),
          at -> {
            sent.add(at);
            came.add(now);
          });
    });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> {
      if (response.statusCode() == 200 && came.size() == traffic.tokens()) {
        whole.tryComplete(Taken.of(sent, came));
      } else {
        whole.tryFail(
            "expected status 200 and %d tokens, found %d and %d"
                .formatted(traffic.tokens(), response.statusCode(), came.size()));
      }
    });
    return whole.future();
  }
}
