package dev.staircase.server;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Outcome;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.Piece;
import dev.staircase.server.api.Wording;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// Sends an answer as server-sent events while it is written.
///
/// The status is held back until the first text or for a time, so that an answer that fails at once
/// is a real HTTP error. A client that reads slowly gets larger pieces: what its connection doesn't
/// take is gathered as text, which the engine's limit on an answer's characters bounds, and a
/// client that takes nothing for long is cut off.
final class StreamedReply implements AnswerListener {
  private final Exchange exchange;
  private final HttpServerResponse response;
  private final Wording wording;
  private final Tally tally;
  private final StreamTiming timing;
  private final Runnable abandon;
  private final Pending pending = new Pending();
  private final long holdTimer;
  private final long tickTimer;
  private boolean wrote;
  private boolean over;
  private boolean gaveUp;
  private long stalledMs;
  private String tail = "";

  /// @param abandon ends the answer of a client that takes nothing
  StreamedReply(
      Exchange exchange, Wording wording, Tally tally, StreamTiming timing, Runnable abandon) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.wording = wording;
    this.tally = tally;
    this.timing = timing;
    this.abandon = abandon;
    Vertx vertx = exchange.vertx();
    this.holdTimer = vertx.setTimer(timing.holdMs(), id -> heldLongEnough());
    this.tickTimer = vertx.setPeriodic(timing.tickMs(), id -> tick());
    response.drainHandler(v -> flush());
  }

  @Override
  public void text(String text) {
    pending.text(text);
    flush();
  }

  @Override
  public void text(String text, String logprobs) {
    pending.add(new Piece.Text(text, logprobs));
    flush();
  }

  @Override
  public void toolCalls(String json) {
    pending.add(new Piece.Tools(json));
    flush();
  }

  /// Something that befell the answer; told once the client has seen the first of the answer
  /// itself.
  void told(Piece.Told told) {
    pending.tell(told);
    flush();
  }

  @Override
  public void done(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Finish finish) -> tail = wording.end(finish, tally);
      case Outcome.Failed(var error) -> {
        ApiError told = ApiError.of(error);
        if (!response.headWritten()) {
          stopTimers();
          exchange.fail(told);
          return;
        }
        tail = wording.broken(told);
      }
      case Outcome.Cancelled() -> {
        stopTimers();
        return;
      }
    }
    over = true;
    flush();
  }

  /// Writes what the connection takes, and the end once all else is written.
  private void flush() {
    for (Piece next = nextTaken(); next != null; next = nextTaken()) {
      write(wording.piece(next));
    }
    if (over && pending.isEmpty() && takes()) {
      stopTimers();
      head();
      response.end(Buffer.buffer(tail));
    }
  }

  private boolean takes() {
    return !gaveUp
        && !response.ended()
        && !response.closed()
        && !(response.headWritten() && response.writeQueueFull());
  }

  private @Nullable Piece nextTaken() {
    return takes() ? pending.next() : null;
  }

  private void heldLongEnough() {
    if (!response.headWritten() && takes()) {
      comment();
    }
  }

  /// Ends a silence of the stream, and the patience with a client that takes nothing.
  private void tick() {
    if (response.ended() || response.closed()) {
      stopTimers();
    } else if (response.headWritten() && !wrote) {
      if (takes()) {
        stalledMs = 0;
        comment();
      } else {
        stalledMs += timing.tickMs();
      }
    } else {
      stalledMs = 0;
    }
    wrote = false;
    if (stalledMs >= timing.stallMs()) {
      giveUp();
    }
  }

  /// Lets go of a client that takes nothing. Its connection closes once the little that it was
  /// handed is gone, one way or the other.
  private void giveUp() {
    stopTimers();
    pending.clear();
    gaveUp = true;
    response.reset();
    abandon.run();
  }

  private void comment() {
    write(": staircase is waiting for its models\n\n");
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

  /// Timers of a response that ended otherwise stop with their next tick.
  private void stopTimers() {
    exchange.vertx().cancelTimer(holdTimer);
    exchange.vertx().cancelTimer(tickTimer);
  }
}
