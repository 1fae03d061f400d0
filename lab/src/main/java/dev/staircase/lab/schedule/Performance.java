package dev.staircase.lab.schedule;

import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.lab.paced.PrefixCache;
import dev.staircase.lab.paced.Tokens;
import dev.staircase.lab.paced.Turn;
import dev.staircase.lab.schedule.Schedule.AgentSchedule;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Plays one plan to its end.
final class Performance {
  private static final int CACHE_BLOCKS = 65_536;
  private static final double MICROS = 1_000;

  private final Plan plan;
  private final Cast cast;
  private final Engine engine;
  private final Tally tally;
  private final List<Witness> witnesses;
  private final Clock clock = new Clock();
  private final List<Lines> lines = new ArrayList<>();
  private final List<Timesheet> sheets = new ArrayList<>();
  private final Map<Integer, Voice> open = new HashMap<>();
  private final Map<String, PrefixCache> caches = new HashMap<>();

  Performance(Plan plan, Cast cast, List<Witness> witnesses) {
    this.plan = plan;
    this.cast = cast;
    this.engine = new Engine(plan);
    this.tally = new Tally(plan);
    this.witnesses = new ArrayList<>(witnesses);
    this.witnesses.add(tally);
    for (Agent agent : plan.topology().agents()) {
      lines.add(new Lines(agent, lines.size(), cast.tokens().applyAsInt(agent)));
      sheets.add(new Timesheet());
    }
  }

  Schedule run() {
    clock.at(0, new Event.Started());
    while (engine.outcome() == null) {
      Clock.Due due =
          Objects.requireNonNull(clock.next(), "an answer that is not over waits for something");
      if (due.event() != null) {
        tell(due.event());
      } else {
        speak(due.call());
      }
    }
    List.copyOf(open.values()).forEach(this::close);
    return result();
  }

  private void tell(Event event) {
    long at = Math.round(clock.nowMs() * MICROS);
    witnesses.forEach(witness -> witness.event(at, event));
    List<Effect> effects = engine.on(event);
    witnesses.forEach(witness -> witness.effects(at, effects));
    effects.forEach(this::perform);
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Call call -> open(call);
      case Effect.Abort(int call) -> {
        Voice voice = open.get(call);
        if (voice != null) {
          close(voice);
        }
      }
      case Effect.Arm(int timer, long delayMs) ->
          clock.at(clock.nowMs() + delayMs, new Event.Deadline(timer));
      case Effect.Emit emit -> {}
      case Effect.EmitToolCalls tools -> {}
      case Effect.Note note -> {}
      case Effect.Done done -> {}
    }
  }

  private void open(Effect.Call call) {
    ModelCall request = call.request();
    boolean continues = request.continuesText() && request.continuation().continuesTurn();
    List<String> prompt = Tokens.split(new Turn(request.messages(), continues, false).rendered());
    Lines text = lines.get(call.agent());
    Voice voice =
        new Voice(
            call,
            clock.nowMs(),
            text,
            cast.speeds().apply(request.model()),
            prompt,
            cache(request.model()).cached(prompt),
            text.written(request.messages(), plan.conversation()));
    open.put(call.call(), voice);
    if (writes(voice)) {
      sheets.get(call.agent()).opened(clock.nowMs(), call.step());
    }
    clock.speaks(voice.dueMs(), call.call());
  }

  private void speak(int call) {
    Voice voice = open.get(call);
    if (voice == null) {
      return; // Aborted meanwhile.
    }
    Event event = voice.next();
    if (event instanceof Event.Delta) {
      if (voice.said() == 1) {
        cache(voice.call.request().model())
            .add(voice.read()); // What is read is kept, whatever becomes of the call.
      }
      if (writes(voice)) {
        sheets.get(voice.call.agent()).spoke(clock.nowMs(), voice);
      }
      clock.speaks(voice.dueMs(), call);
    } else {
      close(voice);
    }
    tell(event);
  }

  private void close(Voice voice) {
    open.remove(voice.call.call());
    cache(voice.call.request().model()).add(voice.read());
    witnesses.forEach(witness -> witness.usage(voice.call.call(), voice.usage()));
    Timesheet sheet = sheets.get(voice.call.agent());
    sheet.calls++;
    sheet.usage = sheet.usage.plus(voice.usage());
    if (writes(voice)) {
      sheet.closed(clock.nowMs(), voice);
    }
  }

  private static boolean writes(Voice voice) {
    return voice.call.purpose() != Purpose.WARM;
  }

  private PrefixCache cache(String model) {
    return caches.computeIfAbsent(
        model, name -> new PrefixCache(cast.prefixCache() ? CACHE_BLOCKS : 0));
  }

  private Schedule result() {
    List<AgentSchedule> agents = new ArrayList<>();
    for (Agent agent : plan.topology().agents()) {
      Timesheet sheet = sheets.get(agents.size());
      agents.add(
          new AgentSchedule(
              agent.name(),
              Math.max(0, sheet.startMs),
              sheet.endMs,
              sheet.steps,
              sheet.calls,
              sheet.usage,
              sheet.idleMs,
              sheet.readingMs));
    }
    return new Schedule(
        Objects.requireNonNull(engine.outcome()),
        tally.ttftMs(),
        tally.e2eMs(),
        tally.calls(),
        tally.usage(),
        agents,
        tally.lateEvidence());
  }
}
