package dev.staircase.lab.paced;

import dev.staircase.core.chat.Usage;
import io.vertx.core.http.HttpServerResponse;

/// The way an answer goes back to the client. Nothing of it is sent before its first piece, error
/// or end.
sealed interface Reply {
  /// One token more.
  ///
  /// @param usage the count with it
  void token(String text, Usage usage);

  /// Something that is no JSON.
  void garbage();

  /// An error in the midst of the answer, and its end.
  void error(Refusal refusal);

  /// The proper end.
  void end(String finish, Usage usage);

  /// The end of the body without the end of the answer.
  void cut(Usage usage);

  /// Server-sent events, one for each token.
  final class Stream implements Reply {
    private final HttpServerResponse response;
    private final Frames frames;
    private String echo;
    private boolean empty = true;

    /// @param echo what the first delta repeats
    Stream(HttpServerResponse response, Frames frames, String echo) {
      this.response = response;
      this.frames = frames;
      this.echo = echo;
    }

    @Override
    public void token(String text, Usage usage) {
      write(frames.piece(echo + text, empty, usage));
      echo = "";
      empty = false;
    }

    @Override
    public void garbage() {
      write(frames.garbage());
    }

    @Override
    public void error(Refusal refusal) {
      write("event: error\ndata: " + refusal.json() + "\n\n");
      response.end();
    }

    @Override
    public void end(String finish, Usage usage) {
      if (!echo.isEmpty()) {
        token("", usage);
      }
      write(frames.end(finish, empty) + frames.usage(usage) + Frames.DONE);
      response.end();
    }

    @Override
    public void cut(Usage usage) {
      head();
      response.end();
    }

    private void write(String events) {
      head();
      response.write(events);
    }

    private void head() {
      if (!response.headWritten()) {
        response
            .setChunked(true)
            .putHeader("content-type", "text/event-stream; charset=utf-8")
            .putHeader("cache-control", "no-cache")
            .putHeader("x-accel-buffering", "no");
      }
    }
  }

  /// One JSON object when all tokens are written.
  final class Whole implements Reply {
    private final HttpServerResponse response;
    private final Frames frames;
    private final StringBuilder text;
    private boolean broken;

    /// @param echo what the text begins with
    Whole(HttpServerResponse response, Frames frames, String echo) {
      this.response = response;
      this.frames = frames;
      this.text = new StringBuilder(echo);
    }

    @Override
    public void token(String token, Usage usage) {
      text.append(token);
    }

    @Override
    public void garbage() {
      broken = true;
    }

    @Override
    public void error(Refusal refusal) {
      json(refusal.status(), refusal.json());
    }

    @Override
    public void end(String finish, Usage usage) {
      var body = frames.whole(text.toString(), finish, usage);
      json(200, broken ? body.substring(0, body.length() / 2) : body);
    }

    @Override
    public void cut(Usage usage) {
      json(200, frames.whole(text.toString(), null, usage));
    }

    private void json(int status, String body) {
      response.setStatusCode(status).putHeader("content-type", "application/json").end(body);
    }
  }
}
