package dev.staircase.lab.sim;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one call to a scripted model brings, one event after the other.
///
/// The model reads its request: from the assistant text after the client's conversation it knows
/// what it has said already. What it repeats or leaks is not counted as written by its server.
final class Speech {
  static final long LIMIT_MICROS = 20_000_000;
  private static final int LONGEST_TOKEN = 4;
  private static final long SOON_MICROS = 1_000;
  private static final long AT_ONCE_MICROS = 10;
  private static final int IDLE_DELTAS = 10_000;
  private static final int COUNTED_EVERY = 3;

  /// An event and how long after the one before it comes.
  record Next(long delayMicros, Event event) {}

  private final Effect.Call call;
  private final Actor actor;
  private final Fault fault;
  private final Chance latency;
  private final String say;
  private final long maxTokens;
  private final int repeated;

  /// What is decided to come next.
  private final ArrayDeque<Next> coming = new ArrayDeque<>();

  private int at;
  private int deltas;
  private int idle;
  private long tokens;
  private boolean ended;

  /// @param conversation the client's messages, to tell from the model's own
  Speech(Effect.Call call, Actor actor, Fault fault, List<Message> conversation, Chance latency) {
    this.call = call;
    this.actor = actor;
    this.fault = fault;
    this.latency = latency;
    String written = Script.written(call.request(), conversation);
    this.say = Script.words(actor, call.request(), written);
    this.repeated = Script.repeated(actor, written);
    int most = call.request().maxTokens();
    this.maxTokens = most == 0 ? Long.MAX_VALUE : most;
  }

  /// What comes next, or null when nothing more does.
  @Nullable Next next() {
    if (coming.isEmpty() && !ended) {
      decide();
    }
    return coming.poll();
  }

  private void decide() {
    CallError error = fault.kind().error;
    if (deltas >= fault.after() && error != null) {
      ended = true;
      boolean hangs = fault.kind() == Fault.Kind.HANGS;
      coming.add(new Next(hangs ? LIMIT_MICROS : delay(), new Event.Failed(call.call(), error)));
    } else if (deltas >= fault.after() && fault.kind() == Fault.Kind.FILTERED) {
      end(Finish.CONTENT_FILTER);
    } else if (at == say.length()) {
      if (actor.tools() > 0) {
        callTools();
      } else {
        end(Finish.STOP);
      }
    } else if (tokens >= maxTokens) {
      end(Finish.LENGTH);
    } else {
      coming.add(delta());
      if (actor.counts().when() == Counts.When.RUNNING && deltas % COUNTED_EVERY == 0) {
        coming.add(counted());
      }
    }
  }

  private Next delta() {
    boolean due = deltas >= fault.after();
    if (due && fault.kind() == Fault.Kind.IDLES && idle < IDLE_DELTAS) {
      idle++;
      return new Next(AT_ONCE_MICROS, new Event.Delta(call.call(), ""));
    }
    long delay = delay();
    deltas++;
    if (actor.tempo().emptyDeltas() && latency.percent(10)) {
      return new Next(delay, new Event.Delta(call.call(), ""));
    }
    int from = at;
    int most = actor.tempo().tokensPerDelta();
    boolean gushes = due && fault.kind() == Fault.Kind.GUSHES;
    for (int i = 0; (i < most || gushes) && at < say.length() && tokens < maxTokens; i++) {
      at = tokenEnd(at);
      tokens += at > repeated ? 1 : 0;
    }
    return new Next(delay, new Event.Delta(call.call(), say.substring(from, at)));
  }

  private void callTools() {
    boolean dies = fault.kind() == Fault.Kind.DIES_IN_TOOLS;
    for (int i = 0; i < (dies ? 1 : actor.tools()); i++) {
      String json =
          "[{\"index\":0,\"function\":{\"arguments\":\"%d.%d\"}}]".formatted(call.call(), i);
      coming.add(new Next(delay(), new Event.ToolCalls(call.call(), json)));
    }
    if (dies) {
      ended = true;
      CallError broken = new CallError(CallError.Kind.NETWORK, 0, "drawn: " + fault.kind());
      coming.add(new Next(delay(), new Event.Failed(call.call(), broken)));
    } else {
      end(Finish.TOOL_CALLS);
    }
  }

  private void end(Finish finish) {
    ended = true;
    Next end = new Next(delay(), new Event.Ended(call.call(), finish));
    switch (actor.counts().when()) {
      case NEVER -> coming.add(end);
      case RUNNING, AT_END -> {
        coming.add(counted());
        coming.add(end);
      }
      case AFTER_END -> {
        coming.add(end);
        coming.add(counted());
      }
    }
    if (fault.kind() == Fault.Kind.TALKS_ON) {
      coming.add(new Next(SOON_MICROS, new Event.Delta(call.call(), " too late")));
      coming.add(new Next(SOON_MICROS, new Event.Delta(call.call(), " too late")));
    }
  }

  private Next counted() {
    Usage usage = actor.counts().of(call.request(), tokens);
    return new Next(AT_ONCE_MICROS, new Event.Counted(call.call(), usage));
  }

  private long delay() {
    Tempo tempo = actor.tempo();
    long usual = deltas == 0 ? tempo.firstMicros() : tempo.tokenMicros();
    long drawn = tempo.jitter() ? usual / 2 + latency.below((int) usual + 1) : usual;
    if (fault.kind() == Fault.Kind.STALLS && deltas == fault.after()) {
      return drawn + LIMIT_MICROS / 2;
    }
    return fault.kind() == Fault.Kind.DRIPS && deltas >= fault.after() ? 100 * drawn : drawn;
  }

  /// A token is white space and up to four characters after it.
  private int tokenEnd(int from) {
    int end = from;
    while (end < say.length() && Character.isWhitespace(say.charAt(end))) {
      end++;
    }
    for (int i = 0;
        i < LONGEST_TOKEN && end < say.length() && !Character.isWhitespace(say.charAt(end));
        i++) {
      end += Character.charCount(say.codePointAt(end));
    }
    return end;
  }
}
