package dev.staircase.runtime.client;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One probe of one model: tries the ways in turn until one continues.
final class ProbeRun {
  static final String QUESTION = "Count from one to ten in English words, separated by spaces.";

  /// Begins as no answer of a model's own would: a count that starts anew is no echo of it.
  static final String PARTIAL = "So we go on and count: one two three four";

  private static final String NEXT = "five";
  private static final int MAX_TOKENS = 8;

  /// Enough for an echo and the next word, for upstreams that ignore the token limit.
  private static final int MAX_CHARS = 64;

  private static final Sampling GREEDY = new Sampling(0.0, null, null, List.of(), null);

  private final ModelClient client;
  private final String model;
  private final List<String> tried = new ArrayList<>();
  private boolean everyAnswerClear = true;

  ProbeRun(ModelClient client, String model) {
    this.client = client;
    this.model = model;
  }

  void run(Consumer<ProbeResult> done) {
    tryFrom(0, done);
  }

  private void tryFrom(int index, Consumer<ProbeResult> done) {
    if (index == ContinuationProbe.ORDER.size()) {
      done.accept(new ProbeResult(Continuation.NEW_TURN, tried, everyAnswerClear));
      return;
    }
    Continuation way = ContinuationProbe.ORDER.get(index);
    var messages = List.of(Message.user(QUESTION), Message.assistant(PARTIAL));
    var answer = new Answer(told -> heard(index, way, told, done));
    answer.call = client.open(new ModelCall(model, messages, way, MAX_TOKENS, GREEDY), answer);
  }

  private void heard(int index, Continuation way, Answer answer, Consumer<ProbeResult> done) {
    String text = answer.text.toString();
    CallError error = answer.error;
    String found = error == null ? "it said '" + text + "'" : error.message();
    boolean continues = error == null && continues(text);
    tried.add(
        ContinuationProbe.nameOf(way)
            + ": "
            + (continues ? "continues" : "does not continue, " + found));
    if (continues) {
      done.accept(new ProbeResult(way, tried, true));
    } else if (error != null && !canBeAsked(error)) {
      done.accept(new ProbeResult(Continuation.NEW_TURN, tried, false));
    } else {
      everyAnswerClear &= error == null || error.kind() == CallError.Kind.OURS;
      tryFrom(index + 1, done);
    }
  }

  /// Whether an answer goes on where the partial text stopped; an upstream may repeat the partial
  /// text first.
  static boolean continues(String text) {
    String fresh = text.startsWith(PARTIAL) ? text.substring(PARTIAL.length()) : text;
    return fresh.stripLeading().startsWith(NEXT);
  }

  /// Whether another way has a chance: a refused key or a missing network refuses them all.
  private static boolean canBeAsked(CallError error) {
    return switch (error.kind()) {
      case OURS -> error.status() != 401 && error.status() != 403;
      case THEIRS -> true;
      case NETWORK, LIMIT, CAP, CANCELLED -> false;
    };
  }

  /// Collects one answer, as far as it matters.
  private static final class Answer implements ModelClient.Listener {
    private final StringBuilder text = new StringBuilder();
    private final Consumer<Answer> done;
    private ModelClient.@Nullable OpenCall call;
    private @Nullable CallError error;

    Answer(Consumer<Answer> done) {
      this.done = done;
    }

    @Override
    public void delta(String more) {
      text.append(more);
      if (text.length() >= MAX_CHARS) {
        if (call != null) {
          call.abort();
        }
        done.accept(this);
      }
    }

    @Override
    public void ended(Finish finish, @Nullable Usage usage) {
      done.accept(this);
    }

    @Override
    public void failed(CallError why) {
      error = why;
      done.accept(this);
    }
  }
}
