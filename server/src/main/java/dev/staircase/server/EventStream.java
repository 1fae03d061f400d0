package dev.staircase.server;

import dev.staircase.server.api.ApiError;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A response of server-sent events, for as long as its connection takes them.
///
/// The status is held back until the first event or for a time, so that what fails at once is a
/// real HTTP error. Silence is filled with comments; a client that takes nothing for long is cut
/// off.
final class EventStream {
  private final Exchange exchange;
  private final HttpServerResponse response;
  private final StreamTiming timing;
  private final Supplier<@Nullable String> source;
  private final Runnable abandon;
  private final long holdTimer;
  private final long tickTimer;
  private boolean wrote;
  private boolean gaveUp;
  private long stalledMs;
  private @Nullable Supplier<String> tail;

  /// @param source gives the next events, or null where there are none just now; asked as long as
  ///   the connection takes them
  /// @param abandon ends what a client that takes nothing was sent
  EventStream(
      Exchange exchange, StreamTiming timing, Supplier<@Nullable String> source, Runnable abandon) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.timing = timing;
    this.source = source;
    this.abandon = abandon;
    Vertx vertx = exchange.vertx();
    this.holdTimer = vertx.setTimer(timing.holdMs(), id -> heldLongEnough());
    this.tickTimer = vertx.setPeriodic(timing.tickMs(), id -> tick());
    response.drainHandler(v -> flush());
  }

  /// Writes what the connection takes, and the end once all else is written.
  void flush() {
    String next = nextTaken();
    while (next != null) {
      write(next);
      next = nextTaken();
    }
    if (tail != null && takes()) {
      stopTimers();
      head();
      response.end(Buffer.buffer(tail.get()));
    }
  }

  /// Ends the stream behind all that the source still has.
  ///
  /// @param last gives the events that end it; asked behind all others
  void end(Supplier<String> last) {
    tail = last;
    flush();
  }

  /// Tells of an error: as a real one where nothing was sent, else by the events that end the
  /// stream.
  void fail(ApiError error, Supplier<String> last) {
    if (response.headWritten()) {
      end(last);
    } else {
      stop();
      exchange.fail(error);
    }
  }

  /// Sends nothing any more.
  void stop() {
    stopTimers();
    gaveUp = true;
  }

  private boolean takes() {
    return !gaveUp
        && !response.ended()
        && !response.closed()
        && !(response.headWritten() && response.writeQueueFull());
  }

  private @Nullable String nextTaken() {
    return takes() ? source.get() : null;
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
    stop();
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
