package dev.staircase.lab.schedule;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.lab.paced.Pace;
import java.util.ArrayList;
import java.util.List;

/// One open call of an ideal model: its tokens, and when each is due.
final class Voice {
  final Effect.Call call;
  final double openedMs;
  private final Lines lines;
  private final Pace speed;
  private final List<String> prompt;
  private final int cached;
  private final int from;
  private final int most;
  private int said;

  /// @param prompt its tokens, of which the first `cached` are in the prefix cache
  /// @param from the first of the lines' tokens that is left to be said
  Voice(
      Effect.Call call,
      double openedMs,
      Lines lines,
      Pace speed,
      List<String> prompt,
      int cached,
      int from) {
    this.call = call;
    this.openedMs = openedMs;
    this.lines = lines;
    this.speed = speed;
    this.prompt = prompt;
    this.cached = cached;
    this.from = from;
    int left = lines.size() - from;
    int limit = call.request().maxTokens();
    this.most = limit == 0 ? left : Math.min(left, limit);
  }

  /// When it speaks next. The end comes with the last token; where nothing is left to be said, when
  /// the first would have come.
  double dueMs() {
    return openedMs + speed.dueMs(prompt.size(), cached, Math.min(said, Math.max(0, most - 1)));
  }

  /// The next token, or the end.
  Event next() {
    if (said < most) {
      return new Event.Delta(call.call(), lines.token(from + said++));
    }
    boolean whole = from + most == lines.size();
    return new Event.Ended(call.call(), whole ? Finish.STOP : Finish.LENGTH);
  }

  int said() {
    return said;
  }

  /// All that the model has read and written in this call.
  List<String> read() {
    List<String> read = new ArrayList<>(prompt);
    read.addAll(lines.between(from, from + said));
    return read;
  }

  Usage usage() {
    return new Usage(prompt.size(), cached, said);
  }
}
