package dev.staircase.lab.schedule;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.lab.paced.Blocks;
import dev.staircase.lab.paced.PromptReader;
import dev.staircase.lab.paced.Turn;

/// One open call: what its model reads, and what it has to say. When it speaks is its model's
/// affair ([Models]).
public final class Voice {
  final Effect.Call call;
  final double openedMs;
  private final Performance performance;
  private final Lines lines;
  private final Blocks read;
  private final int promptTokens;
  private final int from;
  private final int most;
  private int cached;
  private int said;
  private int kept;
  private double firstMs;
  private double lastMs;
  private boolean over;

  /// @param from the first of the lines' tokens that is left to be said
  Voice(
      Performance performance,
      Effect.Call call,
      double openedMs,
      PromptReader reader,
      Lines lines,
      int from) {
    this.performance = performance;
    this.call = call;
    this.openedMs = openedMs;
    this.lines = lines;
    this.from = from;
    ModelCall request = call.request();
    boolean continues = request.continuesText() && request.continuation().continuesTurn();
    this.read = reader.read(new Turn(request.messages(), continues, false));
    this.promptTokens = read.tokens();
    int left = lines.size() - from;
    int limit = request.maxTokens();
    this.most = limit == 0 ? left : Math.min(left, limit);
  }

  public String model() {
    return call.request().model();
  }

  /// Index of the agent that it is for.
  public int agent() {
    return call.agent();
  }

  public int promptTokens() {
    return promptTokens;
  }

  /// All that the model has read and written in this call.
  public Blocks read() {
    while (kept < said) {
      read.add(lines.token(from + kept++));
    }
    return read;
  }

  /// Tokens that it has said.
  public int said() {
    return said;
  }

  /// When it said its first token; 0 where it has said none.
  double firstMs() {
    return firstMs;
  }

  /// When it said its last token so far; 0 where it has said none.
  double lastMs() {
    return lastMs;
  }

  /// Tokens that it says at most in all.
  public int most() {
    return most;
  }

  /// Whether nothing more will come, or be heard.
  public boolean over() {
    return over;
  }

  /// So many tokens of the prompt were in a cache.
  public void cached(int tokens) {
    cached = tokens;
  }

  /// Says the next token, or where none is left that this is the end.
  public void speak() {
    if (said < most) {
      lastMs = performance.nowMs();
      firstMs = said == 0 ? lastMs : firstMs;
      performance.heard(new Event.Delta(call.call(), lines.token(from + said++)));
    } else {
      boolean whole = from + most == lines.size();
      performance.over(this, new Event.Ended(call.call(), whole ? Finish.STOP : Finish.LENGTH));
    }
  }

  /// Breaks off.
  public void fail(CallError error) {
    performance.over(this, new Event.Failed(call.call(), error));
  }

  void close() {
    over = true;
  }

  boolean writes() {
    return call.purpose() != Effect.Purpose.WARM;
  }

  Usage usage() {
    return new Usage(promptTokens, cached, said);
  }
}
