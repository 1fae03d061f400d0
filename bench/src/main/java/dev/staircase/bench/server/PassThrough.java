package dev.staircase.bench.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;

/// The process of a pass-through on the HTTP library that the server stands on: what is left of the
/// server when everything that is ours is taken away.
///
/// Its argument is the port of the models.
final class PassThrough {
  private static final int MOST_CONNECTIONS = 4096;

  private PassThrough() {}

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    HttpClient models =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(Integer.parseInt(args[0]))
                .setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    ChildMain.serve(
        vertx
            .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
            .requestHandler(request -> pass(models, request))
            .listen(0, "127.0.0.1")
            .map(server -> server.actualPort()));
  }

  private static void pass(HttpClient models, HttpServerRequest request) {
    HttpServerResponse response = request.response();
    request
        .body()
        .onSuccess(body ->
            models
                .request(HttpMethod.POST, request.uri())
                .compose(call -> call.send(body))
                .onSuccess(answer -> {
                  response.setChunked(true).putHeader("Content-Type", "text/event-stream");
                  answer.handler((Buffer piece) -> response.write(piece));
                  answer.endHandler(end -> response.end());
                })
                .onFailure(e -> response.setStatusCode(502).end(String.valueOf(e.getMessage()))));
  }
}
