package dev.staircase.runtime.client;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Tokens;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A request on its way through to an upstream, and the response back. Everything happens on the
/// context that opened it.
public final class PassedCall {
  /// The most that a response may hold which is not streamed.
  private static final int MAX_WHOLE_BYTES = 64 << 20;

  private static final JsonMapper JSON = new JsonMapper();

  /// What is told of the response: pieces or a whole, then one of `ended` and `failed`.
  public interface Listener {
    /// Data of a stream; JSON of one line.
    void data(String json);

    /// A response that is not streamed.
    void whole(String contentType, Buffer body);

    /// The response is complete.
    void ended();

    /// There is none, or it broke off.
    void failed(CallError error);
  }

  private final Upstream upstream;
  private final PassedRequest toSend;
  private final CallErrors errors;
  private final Listener listener;
  private final Deadline deadline;
  private final PassedReader reader;
  private long wholeNanos;
  private String phase = "connect";
  private long phaseMs;
  private boolean over;
  private int sentTokens;
  private @Nullable Usage counted;
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;

  PassedCall(Context context, Upstream upstream, PassedRequest toSend, Listener listener) {
    this.upstream = upstream;
    this.toSend = toSend;
    this.errors = new CallErrors(toSend.model(), upstream.settings().secrets());
    this.listener = listener;
    this.deadline = new Deadline(context.owner(), this::limitReached);
    this.reader = new PassedReader(errors, toSend.usageWanted(), this::data);
  }

  void start() {
    TimeLimits limits = upstream.limits();
    wholeNanos = Deadline.nanosIn(limits.wholeMs());
    enter("connect", limits.connectMs());
    upstream
        .connect(toSend.endpoint(), toSend.trail(), toSend.trace())
        .onComplete(this::connected, e -> fail(errors.network("a connection", e), true));
  }

  /// Closes the connection upstream at once; nothing is told any more.
  public void abort() {
    over = true;
    close();
  }

  /// What it took: the upstream's own count, else an estimate from what was sent and what came.
  /// Nothing where the upstream refused or was never asked.
  public Usage spent() {
    if (response != null && response.statusCode() != 200) {
      return Usage.NONE;
    }
    Usage told = counted == null ? reader.usage() : counted;
    return told == null ? new Usage(sentTokens, 0, reader.tokens()) : told;
  }

  /// Takes nothing more from upstream until [#resume].
  public void pause() {
    if (response != null && !over) {
      deadline.clear();
      response.pause();
    }
  }

  public void resume() {
    if (response != null && !over) {
      enter("between-tokens", upstream.limits().betweenTokensMs());
      response.resume();
    }
  }

  private void connected(HttpClientRequest connected) {
    request = connected;
    connected.exceptionHandler(e -> {}); // Else Vert.x logs what the answer's future tells as well.
    if (over) {
      close();
      return;
    }
    if (toSend.streamed()) {
      enter("first-token", upstream.limits().firstTokenMs());
    } else {
      enter("whole", upstream.limits().wholeMs());
    }
    String body = toSend.toSend(upstream.settings().dialect());
    sentTokens = Tokens.in(body);
    connected
        .send(Buffer.buffer(body))
        .onComplete(this::answered, e -> fail(errors.network("an answer", e), true));
  }

  private void answered(HttpClientResponse answered) {
    if (over) {
      return;
    }
    response = answered;
    answered.exceptionHandler(e -> fail(errors.brokenOff(0, e), true));
    if (answered.statusCode() != 200) {
      ErrorBody.read(answered, errors, (error, wholly) -> fail(error, !wholly));
      return;
    }
    String type = answered.getHeader("Content-Type");
    String known = type == null ? "application/json" : type;
    if (known.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
      answered.handler(this::piece);
      answered.endHandler(v -> streamEnded());
    } else {
      whole(answered, known);
    }
  }

  private void piece(Buffer piece) {
    if (over) {
      return;
    }
    enter("between-tokens", upstream.limits().betweenTokensMs());
    reader.feed(piece.getBytes());
    CallError failure = reader.failure();
    if (failure != null) {
      fail(failure, true);
    } else if (reader.done()) {
      streamEnded();
    }
  }

  private void data(String json) {
    if (!over) {
      listener.data(json);
    }
  }

  private void streamEnded() {
    CallError failure = reader.end();
    if (failure != null) {
      fail(failure, true);
    } else if (finish()) {
      listener.ended();
    }
  }

  private void whole(HttpClientResponse answered, String type) {
    Buffer body = Buffer.buffer();
    answered.handler(piece -> {
      if (!over) {
        body.appendBuffer(piece);
      }
      if (body.length() > MAX_WHOLE_BYTES) {
        fail(errors.broken("at most " + MAX_WHOLE_BYTES + " bytes", "more"), true);
      }
    });
    answered.endHandler(v -> {
      if (finish()) {
        counted = usage(body);
        listener.whole(type, body);
        listener.ended();
      }
    });
  }

  private static @Nullable Usage usage(Buffer body) {
    try {
      return ChunkFields.usage(JSON.readTree(body.getBytes()));
    } catch (JacksonException e) {
      return null; // What is passed on need not be JSON.
    }
  }

  private void enter(String next, long limitMs) {
    phase = next;
    phaseMs = limitMs;
    long nanos = Deadline.nanosIn(limitMs);
    deadline.set(wholeNanos - nanos < 0 ? wholeNanos : nanos);
  }

  private void limitReached() {
    fail(errors.limit(phase, "the rest of the answer", phaseMs), true);
  }

  private void fail(CallError error, boolean close) {
    if (finish()) {
      if (close) {
        close();
      }
      listener.failed(error);
    }
  }

  /// Whether it was not over before.
  private boolean finish() {
    boolean first = !over;
    over = true;
    deadline.clear();
    return first;
  }

  private void close() {
    deadline.clear();
    if (request != null) {
      request.reset();
    }
  }
}
