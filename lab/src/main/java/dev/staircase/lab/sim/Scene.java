package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Tokens;
import dev.staircase.core.topology.Agent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What can be seen of an answer from outside: the events that went in and the effects that came
/// out, nothing else.
final class Scene {
  /// What can be seen of one agent.
  static final class Seen {
    /// Its calls so far, the last one perhaps still open.
    final List<Effect.Call> calls = new ArrayList<>();

    /// What the prompts of these calls show.
    final List<Shown> prompts = new ArrayList<>();

    /// What its calls brought, without what came too late.
    final StringBuilder heard = new StringBuilder();

    /// Notes about it.
    final List<Effect.What> notes = new ArrayList<>();

    /// Tokens heard in all, and in its last call.
    long tokens;

    long callTokens;
    int lastDeltaTokens;

    /// How many of its calls came to an end, or broke off.
    int ended;

    int failed;

    /// How many of its calls were refused although, or because, they continue a text.
    int turnedAway;

    /// Whether nothing more comes of an agent that reads nobody.
    boolean over() {
      return ended + failed > 0 || noted(Effect.What.LIMITED);
    }

    boolean noted(Effect.What what) {
      return notes.contains(what);
    }
  }

  final Scenario scenario;
  final Plan plan;
  final List<Seen> seen = new ArrayList<>();
  final TreeMap<Integer, Effect.Call> open = new TreeMap<>();
  final StringBuilder client = new StringBuilder();
  int calls;
  int timers;
  boolean clientGone;
  @Nullable Outcome outcome;
  private @Nullable Shown shown;

  Scene(Scenario scenario) {
    this.scenario = scenario;
    this.plan = scenario.plan();
    plan.topology().agents().forEach(agent -> seen.add(new Seen()));
  }

  Agent agent(int index) {
    return plan.topology().agents().get(index);
  }

  Actor actor(int index) {
    return scenario.actors().get(index);
  }

  int answerer() {
    return plan.topology().answerer();
  }

  /// Looks at an effect before the checkers do: reads the prompt of a call.
  void look(Effect effect) {
    if (effect instanceof Effect.Call call) {
      shown = Shown.of(call, plan);
    }
  }

  /// What the prompt of the call that is being checked shows.
  Shown shown() {
    return Objects.requireNonNull(shown);
  }

  /// Takes note of an event, before the engine is handed it.
  void note(Event event) {
    switch (event) {
      case Event.Delta(int number, String text) -> {
        Effect.Call call = open.get(number);
        if (call != null) {
          Seen agent = seen.get(call.agent());
          agent.heard.append(text);
          agent.lastDeltaTokens = Tokens.in(text);
          agent.tokens += agent.lastDeltaTokens;
          agent.callTokens += agent.lastDeltaTokens;
        }
      }
      case Event.Ended(int number, var finish) -> {
        Effect.Call call = open.remove(number);
        if (call != null) {
          seen.get(call.agent()).ended++;
        }
      }
      case Event.Failed(int number, var error) -> {
        Effect.Call call = open.remove(number);
        if (call != null) {
          Seen agent = seen.get(call.agent());
          agent.failed++;
          boolean refused = error.status() == 400 || error.status() == 422;
          agent.turnedAway += refused && call.request().continuesText() ? 1 : 0;
        }
      }
      case Event.ClientGone() -> clientGone = true;
      case Event.ToolCalls tools -> {}
      case Event.Counted counted -> {}
      case Event.Started started -> {}
      case Event.Deadline deadline -> {}
    }
  }

  /// Takes note of an effect, after the checkers have seen it.
  void note(Effect effect) {
    switch (effect) {
      case Effect.Call call -> {
        Seen agent = seen.get(call.agent());
        agent.prompts.add(shown());
        agent.calls.add(call);
        agent.callTokens = 0;
        calls++;
        open.put(call.call(), call);
      }
      case Effect.Abort(int number) -> open.remove(number);
      case Effect.Emit(String text) -> client.append(text);
      case Effect.EmitToolCalls tools -> {}
      case Effect.Arm(int timer, long delayMs) -> timers++;
      case Effect.Note(int agent, Effect.What what, String detail) ->
          seen.get(agent).notes.add(what);
      case Effect.Done(Outcome how) -> outcome = how;
    }
  }
}
