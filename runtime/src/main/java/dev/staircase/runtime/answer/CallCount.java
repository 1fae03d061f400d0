package dev.staircase.runtime.answer;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Tokens;
import org.jspecify.annotations.Nullable;

/// What one call took.
final class CallCount {
  private static final int CHARS_PER_TOKEN = 4;

  final int agent;
  final int step;
  final Purpose purpose;
  final String model;
  @Nullable Usage usage;
  private final long promptChars;
  private int tokens;
  private int lastTokens;
  private boolean cut;

  CallCount(Effect.Call call) {
    agent = call.agent();
    step = call.step();
    purpose = call.purpose();
    model = call.request().model();
    promptChars =
        call.request().messages().stream().mapToLong(message -> message.content().length()).sum();
  }

  void heard(String delta) {
    lastTokens = Tokens.in(delta);
    tokens += lastTokens;
  }

  /// The engine has closed the call.
  void cut() {
    cut = true;
  }

  boolean wrote() {
    return purpose != Purpose.WARM && tokens > 0;
  }

  /// Tokens that became text: of a call that was cut, all but the word that it was cut at, which
  /// the next call says again.
  long kept() {
    return wrote() ? tokens - (cut ? lastTokens : 0) : 0;
  }

  /// The upstream's count, or an estimate.
  Usage count() {
    return usage != null ? usage : new Usage(promptChars / CHARS_PER_TOKEN, 0, tokens);
  }
}
