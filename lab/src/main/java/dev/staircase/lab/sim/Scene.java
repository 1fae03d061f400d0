package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be seen of an answer from outside: the events that went in and the effects that came
/// out, nothing else.
final class Scene {
  final Scenario scenario;
  final Plan plan;
  final List<Seen> seen = new ArrayList<>();
  final TreeMap<Integer, Open> open = new TreeMap<>();
  final StringBuilder client = new StringBuilder();
  int calls;
  int timers;
  long nowMicros;
  boolean clientGone;
  @Nullable Outcome outcome;

  /// The event whose effects are checked.
  Event event = new Event.Started();

  /// The call that it is about, if that was still open.
  @Nullable Open about;

  /// The first debater of the round in which all agreed; -1 for none.
  int agreed = -1;

  private final Pattern piece;
  private @Nullable Shown shown;

  /// An open call.
  static final class Open {
    final Effect.Call call;
    final long sinceMicros;

    /// Whether it has brought text.
    boolean spoke;

    /// Whether it has brought a call of tools.
    boolean tools;

    /// Whether a second call was opened beside it.
    boolean hedged;

    Open(Effect.Call call, long sinceMicros) {
      this.call = call;
      this.sinceMicros = sinceMicros;
    }

    boolean writes() {
      return call.purpose() != Effect.Purpose.WARM;
    }
  }

  Scene(Scenario scenario) {
    this.scenario = scenario;
    this.plan = scenario.plan();
    this.piece = Shown.piece(plan.fence());
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

  /// The agents that an agent reads now: the answerer those of the round in which all agreed.
  List<Integer> reads(int agent) {
    Agreement agreement = plan.topology().agreement();
    if (agreed >= 0 && agent == answerer() && agreement != null) {
      for (List<Integer> round : agreement.rounds()) {
        if (round.contains(agreed)) {
          return round;
        }
      }
    }
    return agent(agent).reads();
  }

  /// Which of its agent's models a call goes to: a seat, [Fault#HEDGE] or [Fault#WARM].
  int lane(Effect.Call call) {
    return switch (call.purpose()) {
      case WRITE -> seat(call);
      case HEDGE -> Fault.HEDGE;
      case WARM -> Fault.WARM;
    };
  }

  /// The seat of its agent that a call goes to; -1 for none.
  int seat(Effect.Call call) {
    Agent agent = agent(call.agent());
    for (int i = 0; i < agent.seats().size(); i++) {
      if (agent.seats().get(i).model().equals(call.request().model())) {
        return i;
      }
    }
    return -1;
  }

  /// Whether nothing more comes of an agent that reads nobody.
  boolean over(int agent) {
    int most = agent(agent).maxTokens();
    boolean full = most > 0 && seen.get(agent).tokens >= most;
    return !writing(agent) && (full || seen.get(agent).capped() || seen.get(agent).over());
  }

  /// Whether an agent has an open call that writes.
  boolean writing(int agent) {
    return open(agent, Effect.Purpose.WRITE) != null || open(agent, Effect.Purpose.HEDGE) != null;
  }

  /// Whether a call asks again for what its agent was asked for before.
  boolean sameStep(Effect.Call call) {
    List<Effect.Call> before = seen.get(call.agent()).calls;
    return !before.isEmpty() && before.getLast().step() == call.step();
  }

  /// Whether all its readers leave an agent out. A note does not say whose reader does.
  boolean droppedByAll(int source) {
    int drops = seen.get(source).count(Effect.What.DROPPED);
    return drops > 0 && drops == readers(source);
  }

  private int readers(int source) {
    int readers = 0;
    for (Agent agent : plan.topology().agents()) {
      readers += agent.reads().contains(source) ? 1 : 0;
    }
    return readers;
  }

  /// The model that a call goes to; the agent's first where it is none of its own.
  Seat seatOf(Effect.Call call) {
    Seat hedge = agent(call.agent()).hedge();
    return call.purpose() == Effect.Purpose.HEDGE && hedge != null
        ? hedge
        : agent(call.agent()).seats().get(Math.max(0, seat(call)));
  }

  /// The open call of an agent for a purpose, or null.
  @Nullable Open open(int agent, Effect.Purpose purpose) {
    for (Open other : open.values()) {
      if (other.call.agent() == agent && other.call.purpose() == purpose) {
        return other;
      }
    }
    return null;
  }

  /// Looks at an effect before the checkers do: reads the prompt of a call.
  void look(Effect effect) {
    if (effect instanceof Effect.Call call) {
      shown = Shown.of(call, plan, piece);
    }
  }

  /// What the prompt of the call that is being checked shows.
  Shown shown() {
    return Objects.requireNonNull(shown);
  }

  /// Takes note of an event, before the engine is handed it.
  void note(long micros, Event happening) {
    nowMicros = micros;
    event = happening;
    about = null;
    switch (happening) {
      case Event.Delta(int call, String text) -> {
        about = open.get(call);
        if (about != null && about.writes() && !text.isEmpty()) {
          about.spoke = true;
          seen.get(about.call.agent()).hear(text);
        }
      }
      case Event.ToolCalls(int call, var json) -> {
        about = open.get(call);
        if (about != null) {
          about.tools = true;
        }
      }
      case Event.Ended(int call, var how) -> {
        about = open.remove(call);
        if (about != null && about.writes()) {
          seen.get(about.call.agent()).ended(how);
        }
      }
      case Event.Failed(int call, var error) -> {
        about = open.remove(call);
        if (about != null && about.writes()) {
          int agent = about.call.agent();
          seen.get(agent).failed(about, error, nowMicros, !writing(agent));
        }
      }
      case Event.Counted(int call, var usage) -> about = open.get(call);
      case Event.ClientGone() -> clientGone = true;
      case Event.Started started -> {}
      case Event.Deadline deadline -> {}
    }
  }

  /// Takes note of an effect, after the checkers have seen it.
  void note(Effect effect) {
    switch (effect) {
      case Effect.Call call -> {
        seen.get(call.agent()).call(call, lane(call), shown());
        calls++;
        open.put(call.call(), new Open(call, nowMicros));
      }
      case Effect.Abort(int number) -> open.remove(number);
      case Effect.Emit(String text) -> client.append(text);
      case Effect.EmitToolCalls tools -> {}
      case Effect.Arm(int timer, long delayMs) -> timers++;
      case Effect.Note(int agent, Effect.What what, String detail) -> {
        seen.get(agent).note(what);
        agreed = what == Effect.What.AGREED ? agent : agreed;
      }
      case Effect.Done(Outcome how) -> outcome = how;
    }
  }
}
