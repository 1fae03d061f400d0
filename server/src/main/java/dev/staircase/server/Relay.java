package dev.staircase.server;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Price;
import dev.staircase.core.chat.Usage;
import dev.staircase.runtime.client.PassedCall;
import dev.staircase.server.api.ApiError;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Hands the response of a plain model on to the client. An upstream whose client reads slowly is
/// made to wait.
final class Relay implements PassedCall.Listener {
  /// How much is taken in ahead of a client that reads slowly.
  private static final int MOST_AHEAD_CHARS = 64 * 1024;

  private final Exchange exchange;
  private final Price price;
  private final BiConsumer<Usage, Double> atEnd;
  private final @Nullable EventStream stream;
  private final Deque<String> ahead = new ArrayDeque<>();
  private int aheadChars;
  private boolean waits;
  private boolean settled;
  private @Nullable PassedCall call;

  /// @param streamed whether the response is one of events
  /// @param atEnd told once what it took and what that cost in USD
  Relay(
      Exchange exchange,
      boolean streamed,
      StreamTiming timing,
      Price price,
      BiConsumer<Usage, Double> atEnd) {
    this.exchange = exchange;
    this.price = price;
    this.atEnd = atEnd;
    this.stream = streamed ? new EventStream(exchange, timing, this::next, this::abandon) : null;
  }

  void of(PassedCall opened) {
    call = opened;
  }

  /// Nobody wants the response any more.
  void abandon() {
    if (call != null) {
      call.abort();
    }
    settle();
  }

  @Override
  public void data(String json) {
    ahead.add(json);
    aheadChars += json.length();
    if (stream != null) {
      stream.flush();
    }
    if (aheadChars > MOST_AHEAD_CHARS && call != null) {
      waits = true;
      call.pause();
    }
  }

  private @Nullable String next() {
    String json = ahead.poll();
    if (json == null) {
      return null;
    }
    aheadChars -= json.length();
    if (waits && ahead.isEmpty() && call != null) {
      waits = false;
      call.resume();
    }
    return "data: " + json + "\n\n";
  }

  @Override
  public void whole(String contentType, Buffer body) {
    settle();
    if (stream != null && exchange.response().headWritten()) {
      fail(ApiError.notStreamed());
    } else if (!exchange.isOver()) {
      exchange.response().putHeader("Content-Type", contentType).end(body);
    }
  }

  @Override
  public void ended() {
    settle();
    if (stream != null) {
      stream.end(() -> "data: [DONE]\n\n");
    }
  }

  @Override
  public void failed(CallError error) {
    settle();
    fail(ApiError.of(error));
  }

  private void fail(ApiError told) {
    if (stream == null) {
      exchange.fail(told);
    } else {
      stream.fail(
          told, () -> "event: error\ndata: " + exchange.api().error(told, exchange.id()) + "\n\n");
    }
  }

  private void settle() {
    if (!settled) {
      settled = true;
      Usage usage = call == null ? Usage.NONE : call.spent();
      double usd = price.usd(usage);
      atEnd.accept(usage, usd);
    }
  }
}
