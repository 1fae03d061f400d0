package dev.staircase.server;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Outcome;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/// Sends an answer as server-sent events while it is written.
///
/// The status is held back until the first text or [#HOLD_MS], so that an answer that fails at once
/// is a real HTTP error. A client that reads slowly gets larger pieces: what its connection doesn't
/// take is gathered as text, which the engine's limit on an answer's characters bounds.
final class StreamedReply implements AnswerListener {
  static final long HOLD_MS = 10_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Reply reply;
  private final Tally tally;
  private final boolean usage;
  private final StringBuilder pending = new StringBuilder();
  private final long holdTimer;
  private final long keepAliveTimer;
  private boolean first = true;
  private boolean wrote;
  private boolean over;
  private String tail = "";

  /// @param usage whether the client asked for the usage
  /// @param keepAliveMs how often a stream that waits is sent a comment
  StreamedReply(
      Vertx vertx,
      HttpServerResponse response,
      Reply reply,
      Tally tally,
      boolean usage,
      long keepAliveMs) {
    this.vertx = vertx;
    this.response = response;
    this.reply = reply;
    this.tally = tally;
    this.usage = usage;
    this.holdTimer = vertx.setTimer(HOLD_MS, id -> keepAlive());
    this.keepAliveTimer = vertx.setPeriodic(keepAliveMs, id -> keepAlive());
    response.drainHandler(v -> flush());
  }

  @Override
  public void text(String text) {
    pending.append(text);
    flush();
  }

  @Override
  public void done(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Finish finish) ->
          tail =
              event(reply.finishChunk(finish, !usage, tally))
                  + (usage ? event(reply.usageChunk(tally)) : "")
                  + event("[DONE]");
      case Outcome.Failed(var error) -> {
        ApiError told = ApiError.of(error);
        if (!response.headWritten()) {
          close();
          HttpReplies.error(response, told);
          return;
        }
        tail = "event: error\n" + event(JSON.writeValueAsString(told.json()));
      }
      case Outcome.Cancelled() -> {
        close();
        return;
      }
    }
    over = true;
    flush();
  }

  /// Nothing more is written.
  private void close() {
    vertx.cancelTimer(holdTimer);
    vertx.cancelTimer(keepAliveTimer);
  }

  private void flush() {
    if (response.ended()
        || response.closed()
        || (response.headWritten() && response.writeQueueFull())) {
      return;
    }
    if (!pending.isEmpty()) {
      write(event(reply.textChunk(pending.toString(), first)));
      pending.setLength(0);
      first = false;
    }
    if (over) {
      close();
      head();
      response.end(Buffer.buffer(tail));
    }
  }

  /// A comment, where nothing was written for a while.
  private void keepAlive() {
    if (!wrote && !response.ended() && !response.closed() && !over) {
      write(": staircase is waiting for its models\n\n");
    }
    wrote = false;
  }

  private void write(String text) {
    head();
    wrote = true;
    response.write(Buffer.buffer(text));
  }

  private void head() {
    if (!response.headWritten()) {
      response
          .setChunked(true)
          .putHeader("Content-Type", "text/event-stream; charset=utf-8")
          .putHeader("Cache-Control", "no-cache")
          .putHeader("X-Accel-Buffering", "no");
    }
  }

  private static String event(String data) {
    return "data: " + data + "\n\n";
  }
}
