package dev.staircase.runtime.answer;

import dev.staircase.core.chat.Price;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Tokens;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts what one answer took: time to its first text, steps, calls, tokens by agent, money, how
/// late the writer saw what it was to read, and what befell it.
///
/// Tokens are the upstreams' own counts where they came. A call that was cut before its upstream
/// had counted is estimated (the prompt from its characters, four a token; the text by [Tokens]),
/// and its agent is marked so.
public final class Tally implements Witness {
  private final Plan plan;
  private final Map<String, Price> prices = new HashMap<>();
  private final List<CallCount> calls = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final Evidence evidence = new Evidence();
  private List<Integer> sources;
  private long firstTextMicros = -1;
  private long lastTextMicros = -1;
  private @Nullable Outcome outcome;

  public Tally(Plan plan) {
    this.plan = plan;
    this.sources = plan.topology().agents().getLast().reads();
    for (Agent agent : plan.topology().agents()) {
      agent.seats().forEach(seat -> prices.put(seat.model(), seat.price()));
      if (agent.hedge() != null) {
        prices.put(agent.hedge().model(), agent.hedge().price());
      }
    }
  }

  /// Something that befell an agent.
  ///
  /// @param atMicros since the answer began
  public record Remark(long atMicros, String agent, Effect.What what, String detail) {}

  /// What one agent took.
  ///
  /// @param model the one that wrote last, where it fell back
  /// @param calls how many calls it made, resumes, re-asks, hedges and warming included
  /// @param estimated whether a call's tokens had to be estimated
  public record AgentCount(
      String name, String model, int steps, int calls, Usage usage, boolean estimated) {}

  /// What one call took.
  ///
  /// @param estimated whether its tokens had to be estimated
  /// @param usd 0 where its model has no price
  public record CallTaken(
      String model, Purpose purpose, Usage usage, boolean estimated, double usd) {}

  @Override
  public void event(long atMicros, Event event) {
    if (event instanceof Event.Delta(int call, String text) && call < calls.size()) {
      calls.get(call).heard(text);
    } else if (event instanceof Event.ToolCalls(int call, String json) && call < calls.size()) {
      calls.get(call).heard(json);
    } else if (event instanceof Event.Counted(int call, Usage usage) && call < calls.size()) {
      usage(call, usage);
    }
  }

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Call call -> {
          calls.add(new CallCount(call));
          if (call.agent() == plan.topology().answerer()) {
            evidence.shown(call.news());
          }
        }
        case Effect.Emit(String text) -> {
          evidence.wrote(Tokens.in(text));
          went(atMicros);
        }
        case Effect.Note(int agent, var what, var detail) -> {
          remarks.add(
              new Remark(atMicros, plan.topology().agents().get(agent).name(), what, detail));
          if (what == Effect.What.AGREED) {
            sources = roundOf(agent);
          }
        }
        case Effect.Done(var how) -> outcome = how;
        case Effect.EmitToolCalls tools -> went(atMicros);
        case Effect.Abort(int call) -> calls.get(call).cut();
        case Effect.Arm arm -> {}
      }
    }
  }

  /// Something went out to the client.
  private void went(long atMicros) {
    firstTextMicros = firstTextMicros < 0 ? atMicros : firstTextMicros;
    lastTextMicros = atMicros;
  }

  @Override
  public void usage(int call, Usage usage) {
    calls.get(call).usage = usage;
  }

  /// Milliseconds from the start to the first text, or call of a tool, for the client; negative
  /// when there was none.
  public double ttftMs() {
    return firstTextMicros / 1_000.0;
  }

  /// Milliseconds from the start to the last text, or call of a tool, for the client; negative when
  /// there was none.
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
              modelOf(i),
              steps(i),
              own.size(),
              own.stream().map(CallCount::count).reduce(Usage.NONE, Usage::plus),
              own.stream().anyMatch(call -> call.usage == null)));
    }
    return counts;
  }

  /// What each call took, by its number.
  public List<CallTaken> taken() {
    return calls.stream().map(this::taken).toList();
  }

  /// What one call took so far, by its number.
  public CallTaken taken(int call) {
    return taken(calls.get(call));
  }

  private CallTaken taken(CallCount call) {
    return new CallTaken(
        call.model, call.purpose, call.count(), call.usage == null, price(call).usd(call.count()));
  }

  /// Tokens of all calls.
  public Usage usage() {
    return calls.stream().map(CallCount::count).reduce(Usage.NONE, Usage::plus);
  }

  /// What the answer cost in USD; null where no model has a price.
  public @Nullable Double usd() {
    if (prices.values().stream().allMatch(Price.FREE::equals)) {
      return null;
    }
    return calls.stream().mapToDouble(call -> price(call).usd(call.count())).sum();
  }

  /// Calls that only warmed a prefix cache.
  public int warmCalls() {
    return made(Purpose.WARM);
  }

  /// Calls that were opened beside a late one.
  public int hedgedCalls() {
    return made(Purpose.HEDGE);
  }

  /// How late the writer saw what it was to read; null for one that reads nobody, and while there
  /// is no answer.
  ///
  /// Tokens are those of deltas: an upstream that repeats the text that it goes on with makes a
  /// proposer that reads others seem to have said more than was shown.
  public @Nullable LateEvidence lateEvidence() {
    long heard =
        calls.stream()
            .filter(call -> sources.contains(call.agent))
            .mapToLong(CallCount::kept)
            .sum();
    return evidence.late(heard);
  }

  private List<Integer> roundOf(int agent) {
    Agreement agreement = plan.topology().agreement();
    return agreement == null
        ? sources
        : agreement.rounds().stream()
            .filter(round -> round.contains(agent))
            .findFirst()
            .orElse(sources);
  }

  private String modelOf(int agent) {
    return calls.reversed().stream()
        .filter(call -> call.agent == agent && call.wrote())
        .map(call -> call.model)
        .findFirst()
        .orElse(plan.topology().agents().get(agent).model());
  }

  private Price price(CallCount call) {
    return prices.getOrDefault(call.model, Price.FREE);
  }

  private int made(Purpose purpose) {
    return (int) calls.stream().filter(call -> call.purpose == purpose).count();
  }

  private int steps(int agent) {
    return calls.stream()
        .filter(call -> call.agent == agent && call.purpose != Purpose.WARM)
        .mapToInt(call -> call.step)
        .max()
        .orElse(0);
  }
}
