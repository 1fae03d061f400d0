package dev.staircase.lab.race;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Tokens;
import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.measure.Stream;
import dev.staircase.lab.race.AgentView.State;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Watches one answer while it is written. To be both its listener and its witness; may be looked
/// at from any thread.
public final class LaneWatch implements AnswerListener, Witness {
  private final Lane lane;
  private final Plan plan;
  private final @Nullable String scoredQuestion;
  private final LongSupplier nanos;
  private final Tally tally;
  private final List<Seat> seats = new ArrayList<>();
  private final Map<Integer, Integer> agentByOpenCall = new HashMap<>();
  private final CompletableFuture<LaneResult> result = new CompletableFuture<>();
  private @Nullable Stream stream;
  private long startNanos;
  private long overNanos;

  /// @param scoredQuestion the question, where models speak from the fact base; else null
  /// @param nanos a clock in nanoseconds
  public LaneWatch(Lane lane, Plan plan, @Nullable String scoredQuestion, LongSupplier nanos) {
    this.lane = lane;
    this.plan = plan;
    this.scoredQuestion = scoredQuestion;
    this.nanos = nanos;
    this.tally = new Tally(plan);
    plan.topology().agents().forEach(agent -> seats.add(new Seat()));
  }

  /// How far an agent has come.
  private static final class Seat {
    private State state = State.WAITING;
    private int tokens;
    private int steps;
    private List<Message> firstPrompt = List.of();
  }

  /// Starts the clock; to be called right before the answer is started.
  public synchronized void begin() {
    startNanos = nanos.getAsLong();
    stream = new Stream(startNanos);
  }

  @Override
  public synchronized void event(long atMicros, Event event) {
    tally.event(atMicros, event);
    switch (event) {
      case Event.Delta(int call, String text) -> {
        Integer agent = agentByOpenCall.get(call);
        if (agent != null) {
          seats.get(agent).tokens += Tokens.in(text);
          seats.get(agent).state = State.WRITING;
        }
      }
      case Event.Ended(int call, var finish) -> closed(call, true);
      case Event.Failed(int call, var error) -> closed(call, true);
      case Event.ToolCalls tools -> {}
      case Event.Counted counted -> {}
      case Event.Started started -> {}
      case Event.Deadline deadline -> {}
      case Event.ClientGone gone -> {}
    }
  }

  @Override
  public synchronized void effects(long atMicros, List<Effect> effects) {
    tally.effects(atMicros, effects);
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Call call -> opened(call);
        case Effect.Abort(int call) -> closed(call, false);
        case Effect.Note(int agent, var what, var detail) -> {
          if (what == Effect.What.DROPPED) {
            seats.get(agent).state = State.DROPPED;
          }
        }
        case Effect.Done done ->
            seats.stream()
                .filter(seat -> seat.state != State.DROPPED)
                .forEach(seat -> seat.state = State.DONE);
        case Effect.Emit emit -> {}
        case Effect.EmitToolCalls tools -> {}
        case Effect.Arm arm -> {}
      }
    }
  }

  @Override
  public synchronized void usage(int call, Usage usage) {
    tally.usage(call, usage);
  }

  @Override
  public synchronized void text(String text) {
    stream().piece(nanos.getAsLong(), text);
  }

  @Override
  public void done(Outcome outcome) {
    LaneResult done;
    synchronized (this) {
      overNanos = nanos.getAsLong();
      done = resultOf(outcome);
    }
    result.complete(done);
  }

  /// What the answer came to, once it is over.
  public CompletableFuture<LaneResult> result() {
    return result;
  }

  /// The plan that is carried out.
  public Plan plan() {
    return plan;
  }

  /// What each agent was asked first, in the order of the topology; empty for one that was not
  /// asked yet.
  public synchronized List<List<Message>> firstPrompts() {
    return seats.stream().map(seat -> seat.firstPrompt).toList();
  }

  /// How far everything has come by now.
  public synchronized LaneView view() {
    boolean over = overNanos != 0;
    double elapsedMs =
        stream == null ? 0 : ((over ? overNanos : nanos.getAsLong()) - startNanos) / 1e6;
    String text = stream == null ? "" : stream.text();
    double ttftMs = text.isEmpty() ? -1 : stream().figures().ttftMs();
    List<AgentView> agents = new ArrayList<>();
    for (int i = 0; i < seats.size(); i++) {
      Seat seat = seats.get(i);
      String name = plan.topology().agents().get(i).name();
      agents.add(new AgentView(name, seat.state, seat.tokens, seat.steps));
    }
    return new LaneView(lane, elapsedMs, ttftMs, over, text, agents);
  }

  private void opened(Effect.Call call) {
    Seat seat = seats.get(call.agent());
    agentByOpenCall.put(call.call(), call.agent());
    seat.state = State.READING;
    seat.steps = call.step();
    if (seat.firstPrompt.isEmpty()) {
      seat.firstPrompt = call.request().messages();
    }
  }

  private void closed(int call, boolean ended) {
    Integer agent = agentByOpenCall.remove(call);
    if (agent != null && seats.get(agent).state != State.DROPPED) {
      boolean writer = !plan.topology().agents().get(agent).reads().isEmpty();
      seats.get(agent).state = ended && !writer ? State.DONE : State.WAITING;
    }
  }

  private LaneResult resultOf(Outcome outcome) {
    String answer = stream().text();
    return new LaneResult(
        outcome,
        answer.isEmpty() ? null : stream().figures(),
        tally.steps(),
        tally.calls(),
        tally.usage(),
        tally.agents().stream().anyMatch(Tally.AgentCount::estimated),
        answer,
        tally.lateEvidence(),
        scoredQuestion == null ? null : FactScore.of(scoredQuestion, answer));
  }

  private Stream stream() {
    if (stream == null) {
      throw new IllegalStateException("text came before the clock was started: call begin() first");
    }
    return stream;
  }
}
