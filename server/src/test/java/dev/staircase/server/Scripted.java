package dev.staircase.server;

import dev.staircase.runtime.client.Trail;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// An upstream that answers by a test's script.
final class Scripted implements AutoCloseable {
  /// What it was asked.
  ///
  /// @param hops the virtual models that the question came through, as it was told
  /// @param trace its `traceparent` and `tracestate`
  record Question(JsonNode body, String hops, String trace) {}

  /// What it answers.
  record Answer(int status, Map<String, String> headers, String body) {}

  final List<Question> questions = new CopyOnWriteArrayList<>();

  private final Vertx vertx = Vertx.vertx();
  private final Function<Question, Answer> script;
  private final HttpServer http;

  Scripted(Function<Question, Answer> script) {
    this.script = script;
    http = Rig.await(vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1"));
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          String hops = request.headers().get(Trail.HEADER);
          String trace = request.getHeader("traceparent") + " " + request.getHeader("tracestate");
          var question = new Question(Chat.read(body.toString()), hops == null ? "" : hops, trace);
          questions.add(question);
          Answer answer = script.apply(question);
          request.response().setStatusCode(answer.status()).headers().addAll(answer.headers());
          request.response().end(answer.body());
        });
  }

  /// A stream of choices: the fields of each, and the end.
  static Answer stream(String... choices) {
    StringBuilder body = new StringBuilder();
    for (String choice : choices) {
      body.append("data: {\"choices\":[{\"index\":0,%s}]}\n\n".formatted(choice));
    }
    return new Answer(200, Map.of("Content-Type", "text/event-stream"), body + "data: [DONE]\n\n");
  }

  String url() {
    return "http://127.0.0.1:" + http.actualPort() + "/v1";
  }

  @Override
  public void close() {
    Rig.await(vertx.close());
  }
}
