package dev.staircase.lab.learn;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import dev.staircase.lab.schedule.Clock;
import dev.staircase.lab.schedule.Lines;
import dev.staircase.lab.schedule.Models;
import dev.staircase.lab.schedule.Performance;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.runtime.trace.TraceReader;
import dev.staircase.runtime.trace.TraceWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Plays answers in virtual time and keeps their traces.
final class Stage {
  private Stage() {}

  /// Writes a trace as a server does, with an upstream's counts when a call is over.
  static final class Tape implements Witness {
    final List<String> lines = new ArrayList<>();
    private final TraceWriter writer = new TraceWriter(lines::add);
    private long lastMicros;

    Tape(Plan plan) {
      writer.header(plan);
    }

    @Override
    public void event(long atMicros, Event event) {
      lastMicros = atMicros;
      writer.event(atMicros, event);
    }

    @Override
    public void effects(long atMicros, List<Effect> effects) {
      writer.effects(atMicros, effects);
    }

    @Override
    public void usage(int call, Usage usage) {
      writer.event(lastMicros, new Event.Counted(call, usage));
    }

    Recording recording() {
      return Recording.of(TraceReader.read("tape", lines));
    }
  }

  static Agent agent(String name, String model) {
    return Agent.of(name, model, List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }

  /// Agents of these models, read by one of the last.
  static Topology readBy(String writer, String... models) {
    List<Agent> layer = new ArrayList<>();
    for (String model : models) {
      layer.add(agent("p" + (layer.size() + 1), model));
    }
    return Topology.mixtureOfAgents(List.of(layer), agent("aggregator", writer));
  }

  /// A plan whose fence is that of the question's answer alone, as a server's is.
  static Plan plan(Topology topology, Pace pace, Layout layout, String question) {
    return new Plan(
        topology,
        Collections.nCopies(topology.agents().size(), pace),
        layout,
        List.of(Message.user(question)),
        "f3nce" + Integer.toHexString(question.hashCode()),
        Limits.DEFAULT,
        Recovery.DEFAULT,
        Caps.NONE);
  }

  /// Plays one answer to its end.
  ///
  /// @param tokens of each agent's text
  static Tape play(Plan plan, List<Integer> tokens, Clock clock, Models models) {
    List<Lines> lines = new ArrayList<>();
    for (Agent agent : plan.topology().agents()) {
      lines.add(new Lines(agent, lines.size(), tokens.get(lines.size())));
    }
    Tape tape = new Tape(plan);
    var performance = new Performance(plan, lines, clock, models, List.of(tape), () -> {});
    performance.start();
    while (performance.outcome() == null && clock.next()) {}
    return tape;
  }
}
