package dev.staircase.runtime.answer;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.client.ModelClient;
import dev.staircase.runtime.client.ModelClient.OpenCall;
import dev.staircase.runtime.client.TraceContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One answer being written: hands the engine its events and does what it decides.
///
/// All of it lives on one event loop, so that a delta comes in and a piece goes out without a lock
/// or a change of thread.
public final class Answer {
  private final Context context;
  private final Vertx vertx;
  private final ModelClient client;
  private final Engine engine;
  private final AnswerListener listener;
  private final List<? extends Witness> witnesses;
  private final int answerer;
  private final Logprobs logprobs = new Logprobs();
  private final Map<Integer, OpenCall> open = new HashMap<>();
  private final List<Long> timers = new ArrayList<>();
  private final long startNanos = System.nanoTime();

  private Answer(
      Vertx vertx,
      ModelClient client,
      Plan plan,
      AnswerListener listener,
      List<? extends Witness> witnesses) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.client = client;
    this.engine = new Engine(plan);
    this.answerer = plan.topology().answerer();
    this.listener = listener;
    this.witnesses = List.copyOf(witnesses);
  }

  /// Starts writing and returns at once.
  ///
  /// @param vertx the event loops; called on one, the answer lives there, otherwise on one of its
  ///   own
  /// @param client opens the calls
  /// @param plan what to do
  /// @param listener told on the answer's event loop, never from within this method
  /// @param witnesses told of every event and effect, before the listener is
  public static Answer start(
      Vertx vertx,
      ModelClient client,
      Plan plan,
      AnswerListener listener,
      List<? extends Witness> witnesses) {
    Answer answer = new Answer(vertx, client, plan, listener, witnesses);
    answer.context.runOnContext(v -> answer.take(new Event.Started()));
    return answer;
  }

  /// The client has left: every open call is aborted. Nothing happens to an answer that is over.
  /// From any thread, and from within the listener: it takes effect with the event loop's next
  /// turn, once all that the engine has decided is done, so that no call is opened behind it.
  public void cancel() {
    context.runOnContext(v -> take(new Event.ClientGone()));
  }

  private void take(Event event) {
    if (engine.outcome() != null) {
      return;
    }
    long at = (System.nanoTime() - startNanos) / 1_000;
    witnesses.forEach(witness -> witness.event(at, event));
    List<Effect> effects = engine.on(event);
    witnesses.forEach(witness -> witness.effects(at, effects));
    effects.forEach(this::perform);
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Call(int call, int agent, var _, var purpose, var _, ModelCall request) -> {
        boolean writes = agent == answerer && purpose != Effect.Purpose.WARM;
        open.put(call, client.open(request, new Ear(call, writes)));
      }
      case Effect.Abort(int call) -> {
        OpenCall aborted = open.remove(call);
        if (aborted != null) {
          aborted.abort();
        }
      }
      case Effect.Emit(String text) -> emit(text);
      case Effect.EmitToolCalls(String json) -> listener.toolCalls(json);
      case Effect.Arm(int timer, long delayMs) ->
          timers.add(vertx.setTimer(delayMs, id -> take(new Event.Deadline(timer))));
      case Effect.Note note -> {}
      case Effect.Done(var outcome) -> {
        timers.forEach(vertx::cancelTimer);
        listener.done(outcome);
      }
    }
  }

  private void emit(String text) {
    String entries = logprobs.of(text);
    if (entries == null) {
      listener.text(text);
    } else {
      listener.text(text, entries);
    }
  }

  /// Hears one call.
  private final class Ear implements ModelClient.Listener {
    private final int call;
    private final boolean writes;
    private @Nullable Usage counted;

    /// @param writes whether its text is the answer's
    Ear(int call, boolean writes) {
      this.call = call;
      this.writes = writes;
    }

    @Override
    public @Nullable TraceContext context() {
      for (Witness witness : witnesses) {
        TraceContext context = witness.context(call);
        if (context != null) {
          return context;
        }
      }
      return null;
    }

    @Override
    public void delta(String text) {
      take(new Event.Delta(call, text));
    }

    @Override
    public void toolCalls(String json) {
      take(new Event.ToolCalls(call, json));
    }

    @Override
    public void logprob(byte[] bytes, String json) {
      if (writes) {
        logprobs.token(call, bytes, json);
      }
    }

    @Override
    public void usage(Usage usage) {
      if (!usage.equals(counted)) {
        counted = usage;
        witnesses.forEach(witness -> witness.usage(call, usage));
        take(new Event.Counted(call, usage));
      }
    }

    @Override
    public void ended(Finish finish, @Nullable Usage usage) {
      open.remove(call);
      if (usage != null) {
        usage(usage);
      }
      take(new Event.Ended(call, finish));
    }

    @Override
    public void failed(CallError error) {
      open.remove(call);
      take(new Event.Failed(call, error));
    }
  }
}
