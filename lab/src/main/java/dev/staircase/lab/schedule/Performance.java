package dev.staircase.lab.schedule;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.lab.paced.PromptReader;
import dev.staircase.runtime.answer.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plays one plan to its end: the engine decides, models in virtual time do what it wants.
///
/// Many may share a clock and models.
public final class Performance {
  private static final double MICROS = 1_000;

  private final Plan plan;
  private final List<Lines> lines;
  private final Clock clock;
  private final Models models;
  private final List<Witness> witnesses;
  private final Runnable over;
  private final Engine engine;
  private final double startMs;
  private final List<Timesheet> sheets = new ArrayList<>();
  private final List<PromptReader> readers = new ArrayList<>();
  private final Map<Integer, Part> open = new HashMap<>();

  /// @param lines what each agent has to say, in the topology's order
  /// @param witnesses are told all of it, in virtual microseconds since now
  /// @param over is run when the answer is over
  public Performance(
      Plan plan,
      List<Lines> lines,
      Clock clock,
      Models models,
      List<Witness> witnesses,
      Runnable over) {
    this.plan = plan;
    this.lines = List.copyOf(lines);
    this.clock = clock;
    this.models = models;
    this.witnesses = List.copyOf(witnesses);
    this.over = over;
    this.engine = new Engine(plan);
    this.startMs = clock.nowMs();
    for (int i = 0; i < lines.size(); i++) {
      sheets.add(new Timesheet());
      readers.add(new PromptReader());
    }
  }

  /// An open call, and what is to be done when it is over.
  private record Part(Voice voice, Runnable closing) {}

  /// Begins.
  public void start() {
    tell(new Event.Started());
  }

  /// How the answer ended; null while it is being written.
  public @Nullable Outcome outcome() {
    return engine.outcome();
  }

  /// Where each agent's time went, in the topology's order.
  List<Timesheet> sheets() {
    return sheets;
  }

  double nowMs() {
    return clock.nowMs();
  }

  void heard(Event.Delta delta) {
    tell(delta);
  }

  /// A call has ended or failed by itself.
  void over(Voice voice, Event event) {
    close(voice.call.call());
    tell(event);
  }

  private void tell(Event event) {
    if (engine.outcome() != null) {
      return;
    }
    long at = Math.round((clock.nowMs() - startMs) * MICROS);
    for (Witness witness : witnesses) {
      witness.event(at, event);
    }
    List<Effect> effects = engine.on(event);
    for (Witness witness : witnesses) {
      witness.effects(at, effects);
    }
    for (Effect effect : effects) {
      perform(effect);
    }
    if (engine.outcome() != null) {
      List.copyOf(open.keySet()).forEach(this::close);
      over.run();
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Call call -> open(call);
      case Effect.Abort(int call) -> close(call);
      case Effect.Arm(int timer, long delayMs) ->
          clock.at(clock.nowMs() + delayMs, () -> tell(new Event.Deadline(timer)));
      case Effect.Emit emit -> {}
      case Effect.EmitToolCalls tools -> {}
      case Effect.Note note -> {}
      case Effect.Done done -> {}
    }
  }

  private void open(Effect.Call call) {
    Lines text = lines.get(call.agent());
    int written = text.written(call.request().messages(), plan.conversation());
    Voice voice = new Voice(this, call, clock.nowMs(), readers.get(call.agent()), text, written);
    if (voice.writes()) {
      sheets.get(call.agent()).opened(clock.nowMs(), call.step());
    }
    open.put(call.call(), new Part(voice, models.open(voice)));
  }

  private void close(int call) {
    Part part = open.remove(call);
    if (part == null) {
      return; // It was over before the engine closed it.
    }
    Voice voice = part.voice();
    voice.close();
    part.closing().run();
    witnesses.forEach(witness -> witness.usage(call, voice.usage()));
    sheets.get(voice.call.agent()).closed(clock.nowMs(), voice);
  }
}
