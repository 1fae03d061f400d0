package dev.staircase.lab.schedule;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.topology.Agent;
import dev.staircase.runtime.answer.LateEvidence;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a plan comes to on ideal models in virtual time: the engine itself decides, each model
/// writes at its exact speed, there is no network, no jitter and no fault. A real answer can only
/// be slower.
///
/// @param ttftMs time to the first text; negative where none came
/// @param e2eMs time to the last text; negative where none came
/// @param calls of all agents
/// @param usage tokens of all calls, as the ideal models count them
/// @param agents in the topology's order; the last one writes the answer
/// @param late how late the writer saw what it was to read; null for one that reads nobody
public record Schedule(
    Outcome outcome,
    double ttftMs,
    double e2eMs,
    int calls,
    Usage usage,
    List<AgentSchedule> agents,
    @Nullable LateEvidence late) {
  public Schedule {
    agents = List.copyOf(agents);
  }

  /// What one agent did.
  ///
  /// @param startMs when it was first asked
  /// @param endMs when it said its last word
  /// @param idleMs time between these in which no call of its own was open: it waited for others
  /// @param readingMs time between these that its calls took to their first tokens
  public record AgentSchedule(
      String name,
      double startMs,
      double endMs,
      int steps,
      int calls,
      Usage usage,
      double idleMs,
      double readingMs) {}

  /// Carries a plan out.
  ///
  /// @param witnesses are told all of it, in virtual microseconds
  public static Schedule of(Plan plan, Cast cast, Witness... witnesses) {
    List<Agent> agents = plan.topology().agents();
    List<Lines> lines = new ArrayList<>();
    for (Agent agent : agents) {
      lines.add(new Lines(agent, lines.size(), cast.tokens().applyAsInt(agent)));
    }
    Tally tally = new Tally(plan);
    List<Witness> all = new ArrayList<>(List.of(witnesses));
    all.add(tally);
    Clock clock = new Clock();
    var performance =
        new Performance(plan, lines, clock, new IdealModels(cast, clock), all, () -> {});
    performance.start();
    while (performance.outcome() == null) {
      if (!clock.next()) {
        throw new IllegalStateException("an answer that is not over waits for something");
      }
    }
    List<AgentSchedule> done = new ArrayList<>();
    performance.sheets().forEach(sheet -> done.add(sheet.of(agents.get(done.size()).name())));
    return new Schedule(
        Objects.requireNonNull(performance.outcome()),
        tally.ttftMs(),
        tally.e2eMs(),
        tally.calls(),
        tally.usage(),
        done,
        tally.lateEvidence());
  }

  /// The agent that writes the answer.
  public AgentSchedule writer() {
    return agents.getLast();
  }
}
