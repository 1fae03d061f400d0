package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.runtime.trace.TraceWriter;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One simulated answer: one thread, one agenda; taking an event off it is what moves time.
final class World {
  /// Events within which every answer must end; a call that idles takes ten thousand.
  private static final int MOST_EVENTS = 1_000_000;

  /// What an answer came to.
  ///
  /// @param violation what went against an invariant, or null
  record Run(int events, @Nullable Outcome outcome, String client, @Nullable Violation violation) {}

  /// @param invariant the checker's name
  record Violation(String invariant, String message) {}

  private final Scene scene;
  private final Driver driver;
  private final Agenda agenda;
  private final TraceWriter trace;
  private final List<Checker> checkers;
  private final Chance latency;
  private final TreeMap<Integer, Speech> speeches = new TreeMap<>();
  private long nowMicros;

  /// @param trace takes the lines of the trace
  World(Scenario scenario, Driver driver, Agenda agenda, Consumer<String> trace) {
    this.scene = new Scene(scenario);
    this.driver = driver;
    this.agenda = agenda;
    this.trace = new TraceWriter(trace);
    this.checkers = Checker.all();
    this.latency = Chance.split(scenario.seed(), "latency");
  }

  Run run() {
    trace.header(scene.plan);
    agenda.add(0, new Event.Started());
    if (scene.scenario.goneAtMicros() >= 0) {
      agenda.add(scene.scenario.goneAtMicros(), new Event.ClientGone());
    }
    int events = 0;
    for (Agenda.Item item = agenda.next(); item != null; item = agenda.next()) {
      if (++events > MOST_EVENTS) {
        return over(events, new Violation("Liveness", "no end within " + MOST_EVENTS + " events"));
      }
      nowMicros = item.atMicros();
      Violation violation = happen(item.event());
      if (violation != null) {
        return over(events, violation);
      }
    }
    for (Checker checker : checkers) {
      String message = checker.finished(scene);
      if (message != null) {
        return over(events, new Violation(checker.name(), message));
      }
    }
    return over(events, null);
  }

  private Run over(int events, @Nullable Violation violation) {
    return new Run(events, scene.outcome, scene.client.toString(), violation);
  }

  private @Nullable Violation happen(Event event) {
    scene.note(nowMicros, event);
    trace.event(nowMicros, event);
    List<Effect> effects;
    try {
      effects = driver.on(event);
    } catch (RuntimeException e) {
      return new Violation("NoException", e + " at " + e.getStackTrace()[0]);
    }
    trace.effects(nowMicros, effects);
    for (Effect effect : effects) {
      scene.look(effect);
      for (Checker checker : checkers) {
        String message = checker.effect(scene, effect);
        if (message != null) {
          return new Violation(checker.name(), message);
        }
      }
      scene.note(effect);
      perform(effect);
    }
    for (Checker checker : checkers) {
      String message = checker.settled(scene);
      if (message != null) {
        return new Violation(checker.name(), message);
      }
    }
    switch (event) {
      case Event.Delta(int call, var text) -> speak(call);
      case Event.Ended(int call, var finish) -> speak(call);
      case Event.Failed(int call, var error) -> speak(call);
      case Event.ToolCalls(int call, var json) -> speak(call);
      case Event.Counted(int call, var usage) -> speak(call);
      case Event.Started started -> {}
      case Event.Deadline deadline -> {}
      case Event.ClientGone gone -> {}
    }
    return null;
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Call call -> {
        Actor actor = scene.actor(call.agent());
        int lane = scene.lane(call);
        Fault fault = actor.fault(lane, scene.seen.get(call.agent()).callsTo(lane) - 1);
        speeches.put(
            call.call(), new Speech(call, actor, fault, scene.plan.conversation(), latency));
        speak(call.call());
      }
      case Effect.Arm(int timer, long delayMs) ->
          agenda.add(nowMicros + 1000 * delayMs, new Event.Deadline(timer));
      case Effect.Abort(int call) -> speeches.remove(call);
      case Effect.Emit(String text) -> {}
      case Effect.EmitToolCalls tools -> {}
      case Effect.Note note -> {}
      case Effect.Done done -> {}
    }
  }

  /// Puts the next event of a call on the agenda. What is there when the call is closed still
  /// comes.
  private void speak(int call) {
    Speech speech = speeches.get(call);
    Speech.Next next = speech == null ? null : speech.next();
    if (next != null) {
      agenda.add(nowMicros + next.delayMicros(), next.event());
    }
  }
}
