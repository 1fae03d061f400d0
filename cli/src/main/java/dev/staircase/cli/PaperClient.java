package dev.staircase.cli;

import dev.staircase.lab.measure.Stream;
import dev.staircase.lab.paper.Cell;
import dev.staircase.lab.paper.Figures;
import dev.staircase.lab.paper.Method;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the server that measures streamed answers.
final class PaperClient {
  private static final int MOST_CONNECTIONS = 256;
  private static final String HOST = "127.0.0.1";
  private static final String DATA = "data: {";
  private static final String EXPECTED =
      IntStream.rangeClosed(1, Method.TOKENS)
          .mapToObj(i -> "w" + i)
          .collect(Collectors.joining(" "));

  private final HttpClient http;
  private final int port;

  PaperClient(Vertx vertx, int port) {
    this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    this.port = port;
  }

  /// Asks and measures; fails unless the answer is the models' whole text.
  Future<Figures> ask(Cell cell) {
    String body =
        """
        {"model": "%s", "stream": true, "messages": [{"role": "user", "content": "%s"}]}\
        """
            .formatted(cell.name(), Cell.QUESTION);
    return http.request(HttpMethod.POST, port, HOST, "/v1/chat/completions")
        .compose(request -> {
          Stream stream = new Stream(System.nanoTime());
          return request
              .putHeader("Content-Type", "application/json")
              .send(body)
              .compose(response -> read(response, stream));
        })
        .compose(stream -> figures(cell, stream));
  }

  private static Future<Stream> read(HttpClientResponse response, Stream stream) {
    Promise<Stream> whole = Promise.promise();
    response.exceptionHandler(whole::tryFail);
    RecordParser.newDelimited("\n\n", response)
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(stream))
        .handler(event -> {
          long now = System.nanoTime();
          try {
            stream.piece(now, content(event));
          } catch (JacksonException e) {
            whole.tryFail(e);
          }
        });
    return whole.future();
  }

  private static String content(Buffer event) {
    String text = event.toString();
    if (!text.startsWith(DATA)) {
      return "";
    }
    JsonNode json = JsonMapper.shared().readTree(text.substring(DATA.length() - 1));
    return json.at("/choices/0/delta/content").asString("");
  }

  private static Future<Figures> figures(Cell cell, Stream stream) {
    if (!stream.text().equals(EXPECTED)) {
      return Future.failedFuture(
          new IOException(
              "%s: expected the %d tokens of the built-in models, found '%s'; run it again"
                  .formatted(cell.name(), Method.TOKENS, stream.text())));
    }
    Stream.Figures figures = stream.figures();
    return Future.succeededFuture(new Figures(figures.ttftMs(), figures.e2eMs()));
  }

  /// Closes every connection.
  void close() throws IOException, InterruptedException {
    Waiting.on(http.close());
  }
}
