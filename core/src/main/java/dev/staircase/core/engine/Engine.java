package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes one answer by staircase streaming (arXiv 2510.05059): a function from events to effects.
///
/// It owns no thread, clock, socket or random source: the same plan and the same events give the
/// same effects, behind a server's event loop, in a simulator's virtual time and in the replay of a
/// trace. Whoever drives it hands it each event once, one at a time, and does the effects in their
/// order.
///
/// **How it works.** Agents run concurrently. An agent that reads others waits for a chunk of each
/// ([Pace]), is asked to write on what it was shown, and goes on while the next chunks gather. When
/// they are there it is cut at a word end and asked again with a prompt that shows more
/// ([dev.staircase.core.prompt.Layout]) and ends in its own text so far, which it continues. What
/// it writes is a source to its own readers, chunk by chunk; what the last agent writes is the
/// answer. Serial streaming is the same engine with chunks as long as whole proposals.
public final class Engine {
  private final Caps caps;
  private final Spending spending;
  private final Desk desk;
  private final List<AgentRun> runs = new ArrayList<>();
  private final Stops client;
  private final @Nullable Accord accord;
  private boolean started;
  private int wallTimer = -1;
  private @Nullable Outcome outcome;

  public Engine(Plan plan) {
    caps = plan.caps();
    spending = new Spending(caps, plan.recovery().budget());
    List<Agent> agents = plan.topology().agents();
    desk = new Desk(spending, agents.size());
    client = new Stops(agents.getLast().sampling().stop());
    for (int i = 0; i < agents.size(); i++) {
      List<AgentRun> sources = agents.get(i).reads().stream().map(runs::get).toList();
      runs.add(new AgentRun(i, plan, sources, desk, i == agents.size() - 1 ? client : null));
    }
    Agreement agreement = plan.topology().agreement();
    accord = agreement == null ? null : new Accord(agreement, runs, desk);
  }

  /// Takes one event.
  ///
  /// @return what is to be done, in this order; empty when the event changes nothing, and always
  ///   once the answer is over
  public List<Effect> on(Event event) {
    if (outcome != null) {
      return List.of();
    }
    switch (event) {
      case Event.Started() -> start();
      case Event.Delta(int call, String text) -> {
        AgentRun run = ofCall(call);
        if (run != null && !text.isEmpty()) {
          spending.wrote(call, text);
          run.delta(call, text);
        }
      }
      case Event.ToolCalls(int call, String json) -> {
        AgentRun run = ofCall(call);
        if (run != null) {
          spending.wrote(call, json);
          run.toolCalls(call, json);
        }
      }
      case Event.Counted(int call, var usage) -> spending.counted(call, usage);
      case Event.Ended(int call, var finish) -> {
        AgentRun run = ofCall(call);
        if (run != null) {
          run.ended(call, finish);
        }
      }
      case Event.Failed(int call, var error) -> {
        AgentRun run = ofCall(call);
        if (run != null) {
          run.failed(call, error);
        }
      }
      case Event.Deadline(int timer) -> {
        if (timer == wallTimer) {
          capped("%d ms have passed, the cap".formatted(caps.wallMs()));
        } else {
          runs.forEach(run -> run.deadline(timer));
        }
      }
      case Event.ClientGone() -> finish(new Outcome.Cancelled());
    }
    settle();
    return desk.take();
  }

  /// How the answer ended, or null while it is being written.
  public @Nullable Outcome outcome() {
    return outcome;
  }

  private void start() {
    started = true;
    if (caps.wallMs() > 0) {
      wallTimer = desk.arm(caps.wallMs());
    }
  }

  /// Sources stand before their readers, so that one pass carries all news to the end.
  private void settle() {
    if (outcome != null || !started) {
      return;
    }
    for (AgentRun run : runs) {
      if (accord != null && !runs.getLast().over()) {
        accord.settle();
      }
      run.advance();
    }
    AgentRun last = runs.getLast();
    String passed = spending.passed();
    if (last.over()) {
      finish(outcomeOf(last));
    } else if (passed != null) {
      capped(passed);
    }
  }

  private Outcome outcomeOf(AgentRun last) {
    if (!last.wrote()) {
      return new Outcome.Failed(Objects.requireNonNull(last.error()));
    }
    if (last.text().isBlank() && !last.calledTools()) {
      return new Outcome.Failed(
          new CallError(CallError.Kind.THEIRS, 0, last.name() + " answered without any text"));
    }
    return new Outcome.Completed(Objects.requireNonNull(last.finish()));
  }

  /// A cap is reached: the answer is over with what is written, or fails.
  private void capped(String why) {
    AgentRun last = runs.getLast();
    desk.note(last.index(), Effect.What.CAPPED, why);
    if (caps.atCap() == Caps.AtCap.FINISH && !last.text().isBlank()) {
      last.endNow(Finish.LENGTH);
      finish(outcomeOf(last));
    } else {
      finish(new Outcome.Failed(Spending.error(why)));
    }
  }

  private void finish(Outcome how) {
    outcome = how;
    runs.forEach(AgentRun::abort);
    desk.done(how);
  }

  private @Nullable AgentRun ofCall(int call) {
    for (AgentRun run : runs) {
      if (run.owns(call)) {
        return run;
      }
    }
    return null;
  }
}
