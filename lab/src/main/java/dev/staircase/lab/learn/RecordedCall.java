package dev.staircase.lab.learn;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call of a recorded answer. Times are milliseconds since the answer began.
final class RecordedCall {
  private static final int CHARS_PER_TOKEN = 4;

  final Effect.Call call;
  final double openedMs;
  final List<Piece> pieces = new ArrayList<>();
  @Nullable Usage usage;
  How how = How.OPEN;
  double overMs;

  RecordedCall(Effect.Call call, double openedMs) {
    this.call = call;
    this.openedMs = openedMs;
    this.overMs = openedMs;
  }

  /// How a call was over.
  enum How {
    /// The trace ends before it.
    OPEN,
    ENDED,
    FAILED,
    /// The engine closed it.
    CUT
  }

  /// Text that came at a time.
  record Piece(double atMs, String text) {}

  void heard(double atMs, String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(atMs, text));
      overMs = atMs;
    }
  }

  void over(double atMs, How told) {
    if (how == How.OPEN) {
      how = told;
      overMs = atMs;
    }
  }

  String model() {
    return call.request().model();
  }

  /// Whether it was to write, rather than to warm a cache.
  boolean writes() {
    return call.purpose() != Purpose.WARM;
  }

  boolean spoke() {
    return writes() && !pieces.isEmpty();
  }

  double ttftMs() {
    return pieces.getFirst().atMs() - openedMs;
  }

  double lastMs() {
    return pieces.getLast().atMs();
  }

  /// Whether it had begun to write at a time, and had more to say.
  boolean writesAt(double ms) {
    return spoke() && pieces.getFirst().atMs() <= ms && ms < lastMs();
  }

  /// Tokens of the text after the first piece, as the engine estimates them.
  int tokensAfterFirst() {
    return pieces.stream().skip(1).mapToInt(piece -> Tokens.in(piece.text())).sum();
  }

  /// Tokens of the prompt that no cache held, by the upstream's count; where there is none, all of
  /// them, four characters a token.
  double freshTokens() {
    if (usage != null) {
      return usage.promptTokens() - usage.cachedTokens();
    }
    long chars =
        call.request().messages().stream().mapToLong(message -> message.content().length()).sum();
    return (double) chars / CHARS_PER_TOKEN;
  }
}
