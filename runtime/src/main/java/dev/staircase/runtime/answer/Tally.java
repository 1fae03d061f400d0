package dev.staircase.runtime.answer;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what one answer took: time to its first text, steps, calls, tokens by agent, and what
/// befell it.
///
/// Tokens are the upstreams' own counts where they came. A call that was cut before its upstream
/// had counted is estimated (the prompt from its characters, four a token; the text by [Tokens]),
/// and its agent is marked so.
public final class Tally implements Witness {
  private static final int CHARS_PER_TOKEN = 4;

  private final Plan plan;
  private final List<CallCount> calls = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private long firstTextMicros = -1;
  private long lastTextMicros = -1;
  private @Nullable Outcome outcome;

  public Tally(Plan plan) {
    this.plan = plan;
  }

  /// Something that befell an agent.
  ///
  /// @param atMicros since the answer began
  public record Remark(long atMicros, String agent, Effect.What what, String detail) {}

  /// What one agent took.
  ///
  /// @param calls how many calls it made, resumes and re-asks included
  /// @param estimated whether a call's tokens had to be estimated
  public record AgentCount(
      String name, String model, int steps, int calls, Usage usage, boolean estimated) {}

  private static final class CallCount {
    final int agent;
    final int step;
    final long promptChars;
    int tokens;
    @Nullable Usage usage;

    CallCount(Effect.Call call) {
      agent = call.agent();
      step = call.step();
      promptChars =
          call.request().messages().stream().mapToLong(message -> message.content().length()).sum();
    }

    Usage count() {
      return usage != null ? usage : new Usage(promptChars / CHARS_PER_TOKEN, 0, tokens);
    }
  }

  @Override
  public void event(long atMicros, Event event) {
    if (event instanceof Event.Delta(int call, String text) && call < calls.size()) {
      calls.get(call).tokens += Tokens.in(text);
    }
  }

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Call call -> calls.add(new CallCount(call));
        case Effect.Emit emit -> {
          firstTextMicros = firstTextMicros < 0 ? atMicros : firstTextMicros;
          lastTextMicros = atMicros;
        }
        case Effect.Note(int agent, var what, var detail) ->
            remarks.add(
                new Remark(atMicros, plan.topology().agents().get(agent).name(), what, detail));
        case Effect.Done(var how) -> outcome = how;
        case Effect.EmitToolCalls tools -> {}
        case Effect.Abort abort -> {}
        case Effect.Arm arm -> {}
      }
    }
  }

  @Override
  public void usage(int call, Usage usage) {
    calls.get(call).usage = usage;
  }

  /// Milliseconds from the start to the first text for the client; negative when there was none.
  public double ttftMs() {
    return firstTextMicros / 1_000.0;
  }

  /// Milliseconds from the start to the last text for the client; negative when there was none.
  public double e2eMs() {
    return lastTextMicros / 1_000.0;
  }

  /// Steps of the agent that writes the answer.
  public int steps() {
    return steps(plan.topology().answerer());
  }

  /// Calls of all agents.
  public int calls() {
    return calls.size();
  }

  /// What happened besides text, in order.
  public List<Remark> remarks() {
    return List.copyOf(remarks);
  }

  /// How the answer ended, or null while it is being written.
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /// What each agent took, in the topology's order.
  public List<AgentCount> agents() {
    List<AgentCount> counts = new ArrayList<>();
    for (int i = 0; i < plan.topology().agents().size(); i++) {
      int agent = i;
      List<CallCount> own = calls.stream().filter(call -> call.agent == agent).toList();
      counts.add(
          new AgentCount(
              plan.topology().agents().get(i).name(),
              plan.topology().agents().get(i).model(),
              steps(i),
              own.size(),
              own.stream().map(CallCount::count).reduce(Usage.NONE, Usage::plus),
              own.stream().anyMatch(call -> call.usage == null)));
    }
    return counts;
  }

  /// Tokens of all calls.
  public Usage usage() {
    return calls.stream().map(CallCount::count).reduce(Usage.NONE, Usage::plus);
  }

  private int steps(int agent) {
    return calls.stream()
        .filter(call -> call.agent == agent)
        .mapToInt(call -> call.step)
        .max()
        .orElse(0);
  }
}
