package dev.staircase.server.telemetry;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// What an answer's first token had to wait for, from the times of its own calls: how early it
/// could have come, and when it would have come serially.
///
/// An agent's *own time* is what its model took: from asking it to its first token (of the call
/// that spoke; tries that failed before are left out), and then to the end of its first chunk, or
/// of all it said. Own times add up along the graph (the formulas of arXiv 2510.05059):
///
///     could have:  start(i) = max over what i reads (start + first token + first chunk)
///     serially:    start(i) = max over what i reads (start + first token + all its writing)
///     TTFT = start(writer) + the writer's first token
///
/// An agent without a barrier starts with the first of those it reads, not the last.
final class CriticalPath {
  private final List<Agent> agents;
  private final List<Part> parts = new ArrayList<>();
  private final boolean inWords;

  CriticalPath(Plan plan) {
    agents = plan.topology().agents();
    agents.forEach(agent -> parts.add(new Part()));
    for (int reader = 0; reader < agents.size(); reader++) {
      for (int source : agents.get(reader).reads()) {
        Part part = parts.get(source);
        part.chunk = Math.max(part.chunk, plan.paces().get(reader).firstChunk());
      }
    }
    inWords =
        agents.stream().allMatch(agent -> agent.handOver().unit() == HandOver.Unit.WORD)
            && !plan.paces().stream().allMatch(Pace::serial);
  }

  /// One agent's times, in microseconds since the answer began.
  private static final class Part {
    int chunk;
    int tokens;
    long askedAt = -1;
    long firstToken;
    long firstAt = -1;
    long chunkAt = -1;
    long lastAt;
    long writing;
    boolean ended;

    boolean spoke() {
      return firstAt >= 0;
    }
  }

  /// An agent's model is asked.
  void asked(int agent, long at) {
    Part part = parts.get(agent);
    part.askedAt = part.askedAt < 0 ? at : part.askedAt;
    part.ended = false;
  }

  /// An agent's model spoke.
  ///
  /// @param openedAt when the call was opened
  /// @param before when the call spoke before; negative for its first words
  void spoke(int agent, long openedAt, long before, long at, int tokens) {
    Part part = parts.get(agent);
    if (!part.spoke()) {
      part.firstAt = at;
      part.firstToken = at - openedAt;
    }
    part.writing += before < 0 ? 0 : at - before;
    part.lastAt = at;
    part.tokens += tokens;
    if (part.chunkAt < 0 && part.tokens >= part.chunk) {
      part.chunkAt = at;
    }
  }

  /// An agent's call came to its end by itself.
  void ended(int agent) {
    Part part = parts.get(agent);
    part.ended = true;
    part.chunkAt = part.chunkAt < 0 && part.spoke() ? part.lastAt : part.chunkAt;
  }

  /// The first token's time had nothing but the models themselves been waited for, in microseconds.
  ///
  /// @return null for a serial plan, for chunks that end with sentences or steps, and where not
  ///   enough was said
  @Nullable Double earliest() {
    return inWords ? firstToken(part -> part.chunkAt - part.firstAt, false) : null;
  }

  /// The first token's time had every agent waited for the whole texts of those it reads, in
  /// microseconds. The writer's first token would have come later still, since it would have had
  /// more to read: what follows for the time saved is the least.
  ///
  /// @return null for a serial plan, for a writer that reads nobody, and where a text that was
  ///   spoken wasn't spoken to its end
  @Nullable Double serially() {
    boolean whole =
        parts.subList(0, parts.size() - 1).stream().allMatch(part -> part.ended || !part.spoke());
    return inWords && whole && !agents.getLast().reads().isEmpty()
        ? firstToken(part -> part.writing, true)
        : null;
  }

  private @Nullable Double firstToken(ToDoubleFunction<Part> wroteFor, boolean serial) {
    double[] starts = new double[parts.size()];
    for (int i = 0; i < parts.size(); i++) {
      Agent agent = agents.get(i);
      long askedAt = parts.get(i).askedAt;
      double[] waits =
          agent.reads().stream()
              .filter(source -> counts(parts.get(source), askedAt, serial))
              .mapToDouble(source -> {
                Part part = parts.get(source);
                return starts[source] + part.firstToken + wroteFor.applyAsDouble(part);
              })
              .toArray();
      DoubleStream waited = DoubleStream.of(waits);
      starts[i] = (agent.barrier() || serial ? waited.max() : waited.min()).orElse(0);
      if (waits.length == 0 && !agent.reads().isEmpty() && parts.get(i).spoke()) {
        return null;
      }
    }
    Part writer = parts.getLast();
    return writer.spoke() ? starts[starts.length - 1] + writer.firstToken : null;
  }

  /// Whether a source was waited for: one that was late was not.
  private static boolean counts(Part source, long askedAt, boolean serial) {
    return source.spoke() && (serial || (source.chunkAt >= 0 && source.chunkAt <= askedAt));
  }
}
