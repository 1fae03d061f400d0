package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.topology.Agent;
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
  private final Desk desk = new Desk();
  private final List<AgentRun> runs = new ArrayList<>();
  private final Stops client;
  private boolean started;
  private @Nullable Outcome outcome;

  public Engine(Plan plan) {
    List<Agent> agents = plan.topology().agents();
    client = new Stops(agents.getLast().sampling().stop());
    for (int i = 0; i < agents.size(); i++) {
      List<AgentRun> sources = agents.get(i).reads().stream().map(runs::get).toList();
      runs.add(new AgentRun(i, plan, sources, desk, i == agents.size() - 1 ? client : null));
    }
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
      case Event.Started() -> started = true;
      case Event.Delta(int call, String text) -> {
        AgentRun run = ofCall(call);
        if (run != null && !text.isEmpty()) {
          run.delta(text);
        }
      }
      case Event.ToolCalls tools -> {}
      case Event.Counted counted -> {}
      case Event.Ended(int call, var finish) -> {
        AgentRun run = ofCall(call);
        if (run != null) {
          run.ended(finish);
        }
      }
      case Event.Failed(int call, var error) -> {
        AgentRun run = ofCall(call);
        if (run != null) {
          run.failed(error);
        }
      }
      case Event.Deadline(int timer) -> runs.forEach(run -> run.deadline(timer));
      case Event.ClientGone() -> finish(new Outcome.Cancelled());
    }
    settle();
    return desk.take();
  }

  /// How the answer ended, or null while it is being written.
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /// Sources stand before their readers, so that one pass carries all news to the end.
  private void settle() {
    if (outcome != null || !started) {
      return;
    }
    for (AgentRun run : runs) {
      run.advance();
    }
    AgentRun last = runs.getLast();
    if (!last.over()) {
      return;
    }
    if (!last.wrote()) {
      finish(new Outcome.Failed(Objects.requireNonNull(last.error())));
    } else if (last.text().isBlank()) {
      finish(
          new Outcome.Failed(
              new CallError(CallError.Kind.THEIRS, 0, last.name() + " answered without any text")));
    } else {
      finish(new Outcome.Completed(Objects.requireNonNull(last.finish())));
    }
  }

  private void finish(Outcome how) {
    outcome = how;
    runs.forEach(AgentRun::abort);
    desk.done(how);
  }

  private @Nullable AgentRun ofCall(int call) {
    for (AgentRun run : runs) {
      if (call >= 0 && run.openCall() == call) {
        return run;
      }
    }
    return null;
  }
}
