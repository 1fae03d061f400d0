package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Price;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Topology;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who plays in a [Play], and by which rules: an agent `x` speaks through the model `local/x`, its
/// fallbacks and its hedge through models of any other name.
record Cast(Topology topology, Pace pace, Layout layout, Recovery recovery, Caps caps) {
  /// A writer that is cut at the first word end after two more tokens are there.
  static final Pace AT_ONCE =
      new Pace(2, 2, 1, 2, 0, Pace.Showing.ALL, Pace.CutOver.AT_WORD, Pace.EarlyEnd.HOLD, 0, 0);

  /// The same with a lead of 1.
  static final Pace LED =
      new Pace(2, 2, 1, 2, 1, Pace.Showing.ALL, Pace.CutOver.AT_WORD, Pace.EarlyEnd.HOLD, 0, 0);

  /// Two retries after 10 and 20 ms, a hedge after 5 ms.
  static final Recovery RECOVERY = new Recovery(2, 10, 1_000, 8, 5);

  static final CallError BUSY = new CallError(CallError.Kind.THEIRS, 503, "busy");
  static final CallError REFUSED = new CallError(CallError.Kind.OURS, 401, "refused");
  static final CallError SLOW = new CallError(CallError.Kind.LIMIT, 0, "slow");

  static Cast of(Topology topology) {
    return new Cast(topology, AT_ONCE, Layout.GROUPED, Recovery.NONE, Caps.NONE);
  }

  /// One writer who reads all others.
  static Cast of(Agent writer, Agent... proposers) {
    return of(
        proposers.length == 0
            ? Topology.single(writer)
            : Topology.mixtureOfAgents(List.of(List.of(proposers)), writer));
  }

  Cast at(Pace other) {
    return new Cast(topology, other, layout, recovery, caps);
  }

  Cast laidOut(Layout other) {
    return new Cast(topology, pace, other, recovery, caps);
  }

  Cast recovering(Recovery other) {
    return new Cast(topology, pace, layout, other, caps);
  }

  Cast recovering() {
    return recovering(RECOVERY);
  }

  Cast capped(Caps other) {
    return new Cast(topology, pace, layout, recovery, other);
  }

  Play play() {
    return play(List.of(Message.user("Why?")));
  }

  Play play(List<Message> conversation) {
    return Play.of(
        new Plan(
            topology,
            Collections.nCopies(topology.agents().size(), pace),
            layout,
            conversation,
            "f3nc3",
            Limits.DEFAULT,
            recovery,
            caps));
  }

  static Agent agent(String name, Integer... reads) {
    return Agent.of(
        name,
        "local/" + name,
        List.of(reads),
        Continuation.TRAILING_ASSISTANT,
        0,
        Sampling.DEFAULT);
  }

  static Seat seat(String model) {
    return Seat.of(model, Continuation.TRAILING_ASSISTANT);
  }

  static Agent withFallbacks(Agent agent, Seat... fallbacks) {
    return seated(
        agent, Stream.concat(agent.seats().stream(), Stream.of(fallbacks)).toList(), agent.hedge());
  }

  static Agent hedgedBy(Agent agent, Seat hedge) {
    return seated(agent, agent.seats(), hedge);
  }

  static Agent warmed(Agent agent) {
    return onSeat(agent, Price.FREE, true, false);
  }

  static Agent seeing(Agent agent) {
    return onSeat(agent, Price.FREE, false, true);
  }

  static Agent priced(Agent agent, Price price) {
    return onSeat(agent, price, false, false);
  }

  static Agent withoutBarrier(Agent agent) {
    return remade(agent, false, agent.handOver(), agent.maxTokens(), agent.sampling());
  }

  static Agent handing(Agent agent, HandOver handOver) {
    return remade(agent, agent.barrier(), handOver, agent.maxTokens(), agent.sampling());
  }

  static Agent inForm(Agent agent, Form form) {
    var sampling = new Sampling(null, null, null, List.of(), null, form);
    return remade(agent, agent.barrier(), agent.handOver(), agent.maxTokens(), sampling);
  }

  static Agent stoppingAt(Agent agent, String... stop) {
    var sampling = new Sampling(null, null, null, List.of(stop), null);
    return remade(agent, agent.barrier(), agent.handOver(), agent.maxTokens(), sampling);
  }

  static Agent limitedTo(Agent agent, int maxTokens) {
    return remade(agent, agent.barrier(), agent.handOver(), maxTokens, agent.sampling());
  }

  /// Words `first` to `last`, `prefix` before each number.
  static String words(String prefix, int first, int last) {
    return String.join(" ", IntStream.rangeClosed(first, last).mapToObj(i -> prefix + i).toList());
  }

  private static Agent onSeat(Agent agent, Price price, boolean warm, boolean sees) {
    Seat own = agent.seats().getFirst();
    var seat = new Seat(own.model(), own.continuation(), price, warm, sees);
    return seated(agent, List.of(seat), agent.hedge());
  }

  private static Agent seated(Agent agent, List<Seat> seats, @Nullable Seat hedge) {
    return new Agent(
        agent.name(),
        seats,
        hedge,
        agent.task(),
        agent.reads(),
        agent.barrier(),
        agent.handOver(),
        agent.maxTokens(),
        agent.sampling());
  }

  private static Agent remade(
      Agent agent, boolean barrier, HandOver handOver, int maxTokens, Sampling sampling) {
    return new Agent(
        agent.name(),
        agent.seats(),
        agent.hedge(),
        agent.task(),
        agent.reads(),
        barrier,
        handOver,
        maxTokens,
        sampling);
  }
}
