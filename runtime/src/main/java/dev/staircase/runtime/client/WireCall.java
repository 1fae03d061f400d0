package dev.staircase.runtime.client;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.client.AnswerReader.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/// One call on the wire, from its connection to its end. Everything happens on the context that
/// opened it.
///
/// A call is in one phase at a time, each with its own limit:
///
///     CONNECT -> FIRST_TOKEN -> BETWEEN_TOKENS -> USAGE -> BODY_END -> over
///
/// USAGE (finished, count and end awaited) and BODY_END (all known, end awaited) exist to have the
/// count, and to give the connection back whole before the caller is told, so that its next call can
/// take it. They never fail a call.
final class WireCall implements ModelClient.OpenCall {
  /// How long a finished answer waits for its usage.
  private static final long USAGE_MS = 1_000;

  /// How long an answer that is complete waits for the end of its body.
  private static final long BODY_END_MS = 200;

  private enum Phase {
    CONNECT("connect", "a connection"),
    FIRST_TOKEN("first-token", "the first token"),
    BETWEEN_TOKENS("between-tokens", "the next token"),
    USAGE("usage", "the usage"),
    BODY_END("body-end", "the end of the body");

    private final String limit;
    private final String expected;

    Phase(String limit, String expected) {
      this.limit = limit;
      this.expected = expected;
    }
  }

  private final Context context;
  private final Upstream upstream;
  private final Trail trail;
  private final ChatWire.Request toSend;
  private final CallErrors errors;
  private final ModelClient.Listener listener;
  private final Deadline deadline;
  private final AnswerReader reader;
  private long wholeNanos;
  private long phaseMs;
  private Phase phase = Phase.CONNECT;
  private @Nullable HttpClientRequest request;

  /// Written by whichever thread ends the call; nothing is told after.
  private volatile boolean over;

  WireCall(
      Context context,
      Upstream upstream,
      Trail trail,
      ChatWire.Request toSend,
      CallErrors errors,
      ModelClient.Listener listener) {
    this.context = context;
    this.upstream = upstream;
    this.trail = trail;
    this.toSend = toSend;
    this.errors = errors;
    this.listener = listener;
    this.deadline = new Deadline(context.owner(), this::limitReached);
    this.reader = new AnswerReader(errors, toSend.tools(), new Guarded());
  }

  /// Begins; to be called on the context.
  void start() {
    if (over) {
      return;
    }
    wholeNanos = Deadline.nanosIn(upstream.limits().wholeMs());
    enter(Phase.CONNECT, upstream.limits().connectMs());
    upstream
        .connect(toSend.endpoint(), trail, listener.context())
        .onComplete(this::connected, e -> networkFailed("a connection", e));
  }

  @Override
  public void abort() {
    boolean first = !over;
    over = true;
    if (first && context.equals(Vertx.currentContext())) {
      close();
    } else if (first) {
      context.runOnContext(v -> close());
    }
  }

  private void connected(HttpClientRequest connected) {
    request = connected;
    connected.exceptionHandler(e -> {}); // Else Vert.x logs what the answer's future tells as well.
    if (over) {
      close();
      return;
    }
    enter(Phase.FIRST_TOKEN, upstream.limits().firstTokenMs());
    connected
        .send(Buffer.buffer(toSend.body()))
        .onComplete(this::answered, e -> networkFailed("an answer", e));
  }

  private void answered(HttpClientResponse response) {
    if (over) {
      return;
    }
    response.exceptionHandler(this::bodyBroke);
    if (response.statusCode() == 200) {
      response.handler(this::body);
      response.endHandler(v -> bodyEnded());
    } else {
      ErrorBody.read(response, errors, (error, wholly) -> failed(error, !wholly));
    }
  }

  private void body(Buffer piece) {
    if (over) {
      return;
    }
    long before = reader.pieces();
    reader.feed(piece.getBytes());
    CallError failure = reader.failure();
    if (over) {
      return;
    }
    if (failure != null) {
      failed(failure, true);
    } else if (reader.complete()) {
      enter(Phase.BODY_END, BODY_END_MS);
    } else if (reader.finished()) {
      enter(Phase.USAGE, USAGE_MS);
    } else if (reader.pieces() > before) {
      enter(Phase.BETWEEN_TOKENS, upstream.limits().betweenTokensMs());
    }
  }

  private void bodyEnded() {
    if (!over) {
      ended(reader.end(), false);
    }
  }

  private void bodyBroke(Throwable cause) {
    if (over) {
      return;
    }
    if (reader.finished()) {
      ended(reader.end(), true);
    } else {
      failed(errors.brokenOff(reader.chars(), cause), true);
    }
  }

  private void networkFailed(String expected, Throwable cause) {
    failed(errors.network(expected, cause), true);
  }

  /// A phase is left behind for good, except that its limit starts anew with each token.
  private void enter(Phase next, long limitMs) {
    if (next == phase && next.compareTo(Phase.BETWEEN_TOKENS) > 0) {
      return;
    }
    phase = next;
    phaseMs = limitMs;
    long phaseNanos = Deadline.nanosIn(limitMs);
    deadline.set(wholeNanos - phaseNanos < 0 ? wholeNanos : phaseNanos);
  }

  private void limitReached() {
    if (over) {
      return;
    }
    TimeLimits limits = upstream.limits();
    switch (phase) {
      case USAGE, BODY_END -> ended(reader.end(), true);
      case CONNECT, FIRST_TOKEN, BETWEEN_TOKENS ->
          failed(
              wholeNanos - System.nanoTime() <= 0
                  ? errors.limit("whole", "the end of the answer", limits.wholeMs())
                  : errors.limit(phase.limit, phase.expected, phaseMs),
              true);
    }
  }

  /// Tells the listener what the reader finds, for as long as the call is not over.
  private final class Guarded implements AnswerReader.Sink {
    @Override
    public void text(String text) {
      if (!over) {
        listener.delta(text);
      }
    }

    @Override
    public void toolCalls(String json) {
      if (!over) {
        listener.toolCalls(json);
      }
    }

    @Override
    public void logprob(byte[] bytes, String json) {
      if (!over) {
        listener.logprob(bytes, json);
      }
    }

    @Override
    public void usage(Usage usage) {
      if (!over) {
        listener.usage(usage);
      }
    }
  }

  private void ended(Outcome outcome, boolean close) {
    switch (outcome) {
      case Outcome.Ended(var finish, var usage) ->
          finish(close, () -> listener.ended(finish, usage));
      case Outcome.Failed(var error) -> failed(error, close);
    }
  }

  private void failed(CallError error, boolean close) {
    finish(close, () -> listener.failed(error));
  }

  private void finish(boolean close, Runnable tell) {
    if (over) {
      return;
    }
    over = true;
    if (close) {
      close();
    }
    deadline.clear();
    tell.run();
  }

  /// Closes the connection at once, whatever is under way on it.
  private void close() {
    deadline.clear();
    if (request != null) {
      request.reset();
    }
  }
}
