package dev.staircase.bench.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The process of the models: an OpenAI-compatible endpoint whose every token is a [Stamp].
///
/// A text that the last message begins is continued: the rest of its tokens is written.
final class StampedModels {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HEAD =
      "data: {\"id\":\"chatcmpl-0\",\"object\":\"chat.completion.chunk\",\"created\":0,"
          + "\"model\":\"stamped\",\"choices\":[{\"index\":0,\"delta\":{";
  private static final String END = HEAD + "},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

  private final Vertx vertx;

  private StampedModels(Vertx vertx) {
    this.vertx = vertx;
  }

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    StampedModels models = new StampedModels(vertx);
    ChildMain.serve(
        vertx
            .createHttpServer(new HttpServerOptions().setTcpNoDelay(true))
            .requestHandler(models::handle)
            .listen(0, "127.0.0.1")
            .map(server -> server.actualPort()));
  }

  private void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> write(JSON.readTree(body.getBytes()), request.response()));
  }

  private void write(JsonNode question, HttpServerResponse response) {
    Traffic traffic = Traffic.of(question.path("model").asString());
    JsonNode last = question.path("messages").path(question.path("messages").size() - 1);
    boolean continued = last.path("role").asString().equals("assistant");
    int written = continued ? Stamp.count(last.path("content").asString()) : 0;
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    var left =
        new Object() {
          int tokens = traffic.tokens() - written;
        };
    long timer =
        vertx.setPeriodic(
            traffic.intervalMs(),
            id -> {
              if (left.tokens-- > 0) {
                response.write(
                    Buffer.buffer(
                        HEAD
                            + "\"content\":\""
                            + Stamp.token()
                            + "\"},\"finish_reason\":null}]}\n\n"));
              } else {
                vertx.cancelTimer(id);
                response.end(END);
              }
            });
    response.exceptionHandler(gone -> {});
    response.closeHandler(gone -> vertx.cancelTimer(timer));
  }
}
