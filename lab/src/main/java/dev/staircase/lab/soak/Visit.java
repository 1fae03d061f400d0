package dev.staircase.lab.soak;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;

/// One client's question, from its connection to its end.
///
/// @param port where the server is
/// @param model who is asked
/// @param streamed whether the answer is wanted in pieces
/// @param once whether the connection is for this question alone
/// @param leavesMs when the client leaves; 0 for never
/// @param sleepsMs how long the client reads nothing once it has read something; 0 for not at all
record Visit(int port, String model, boolean streamed, boolean once, long leavesMs, long sleepsMs) {
  /// Longer than any limit of the server and its upstreams together.
  private static final long MOST_MS = 120_000;

  /// Asks; the promise is kept whatever happens.
  void begin(Vertx vertx, HttpClient http, Heard heard, Promise<Fate> fate) {
    long hung = vertx.setTimer(MOST_MS, id -> fate.tryComplete(Fate.HUNG));
    fate.future().onComplete(over -> vertx.cancelTimer(hung));
    http.request(HttpMethod.POST, port, "127.0.0.1", "/v1/chat/completions")
        .onFailure(e -> fate.tryComplete(Fate.CUT))
        .onSuccess(request -> {
          request.exceptionHandler(broken -> {});
          if (leavesMs > 0) {
            leave(vertx, request, fate);
          }
          fate.future()
              .onSuccess(how -> {
                if (how == Fate.HUNG) {
                  request.reset();
                }
              });
          request
              .putHeader("Content-Type", "application/json")
              .putHeader("Connection", once ? "close" : "keep-alive")
              .send(body())
              .onFailure(e -> fate.tryComplete(heard.fate(false)))
              .onSuccess(response -> hear(vertx, response, heard, fate));
        });
  }

  private void leave(Vertx vertx, HttpClientRequest request, Promise<Fate> fate) {
    vertx.setTimer(
        leavesMs,
        id -> {
          if (fate.tryComplete(Fate.LEFT)) {
            request.reset();
          }
        });
  }

  private void hear(Vertx vertx, HttpClientResponse response, Heard heard, Promise<Fate> fate) {
    heard.status(response.statusCode());
    boolean[] slept = {sleepsMs == 0};
    response.handler((Buffer piece) -> {
      heard.piece(piece.toString());
      if (!slept[0]) {
        slept[0] = true;
        response.pause();
        vertx.setTimer(sleepsMs, id -> response.resume());
      }
    });
    response.exceptionHandler(broken -> fate.tryComplete(heard.fate(false)));
    response.endHandler(end -> fate.tryComplete(heard.fate(true)));
  }

  private String body() {
    return String.format(
        Locale.ROOT,
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}",
        model,
        streamed);
  }
}
