package dev.staircase.cli;

import dev.staircase.lab.measure.ChatClient;
import dev.staircase.lab.measure.Stream;
import dev.staircase.lab.paper.Cell;
import dev.staircase.lab.paper.Figures;
import dev.staircase.lab.paper.Method;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// Puts the paper's question to the server and measures the streamed answers.
final class PaperClient {
  private static final String DATA = "data: {";
  private static final String EXPECTED =
      IntStream.rangeClosed(1, Method.TOKENS)
          .mapToObj(i -> "w" + i)
          .collect(Collectors.joining(" "));

  private final ChatClient client;
  private final int port;

  PaperClient(Vertx vertx, int port) {
    this.client = new ChatClient(vertx);
    this.port = port;
  }

  /// Asks and measures; fails unless the answer is the models' whole text.
  Future<Figures> ask(Cell cell) {
    String body =
        """
        {"model": "%s", "stream": true, "messages": [{"role": "user", "content": "%s"}]}\
        """
            .formatted(cell.name(), Cell.QUESTION);
    Heard heard = new Heard();
    return client.ask(port, body, heard).compose(over -> figures(cell, heard.stream));
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

  /// Breaks off every answer.
  void close() {
    client.leave();
  }

  /// What is heard of one answer.
  private static final class Heard implements ChatClient.Listener {
    private Stream stream = new Stream(0);

    @Override
    public void sent(long atNanos) {
      stream = new Stream(atNanos);
    }

    @Override
    public void line(long atNanos, String line) {
      if (line.startsWith(DATA)) {
        var json = JsonMapper.shared().readTree(line.substring(DATA.length() - 1));
        stream.piece(atNanos, json.at("/choices/0/delta/content").asString(""));
      }
    }
  }
}
