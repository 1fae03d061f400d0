package dev.staircase.server.watch;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Price;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Task;
import dev.staircase.core.topology.Topology;
import dev.staircase.lab.schedule.Cast;
import dev.staircase.lab.schedule.Schedule;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.gate.Caller;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Answers played to watchers in virtual time: three proposers and an aggregator of 200 tokens
/// each, 50 ms to the first token and 20 ms a token.
public final class Play {
  public static final Caller ANN = new Caller("key-ann", "Ann", List.of(), false);
  public static final Caller BOB = new Caller("key-bob", "Bob", List.of(), false);
  public static final Caller ADMIN = new Caller("key-root", "Root", List.of(), true);

  public static final Passed PASSED =
      new Passed(
          "req-9",
          "embeddings",
          "local/embed",
          ANN,
          false,
          200,
          false,
          new Usage(7, 0, 0),
          0.5,
          20_000_000);

  private Play() {}

  /// A trio's plan; a million tokens cost a dollar.
  public static Plan trio(Pace pace, String question) {
    Topology topology =
        Topology.mixtureOfAgents(
            List.of(List.of(agent("p1"), agent("p2"), agent("p3"))), agent("agg"));
    return new Plan(
        topology,
        Collections.nCopies(topology.agents().size(), pace),
        Layout.GROUPED,
        List.of(Message.user(question)),
        "f3nc3",
        Limits.DEFAULT,
        Recovery.NONE,
        Caps.NONE);
  }

  private static Agent agent(String name) {
    Seat seat =
        new Seat(
            "local/" + name, Continuation.TRAILING_ASSISTANT, new Price(1, 1, 1), false, false);
    return new Agent(
        name,
        List.of(seat),
        null,
        Task.AGGREGATE,
        List.of(),
        true,
        HandOver.TOKENS,
        0,
        Sampling.DEFAULT);
  }

  public static Begun begun(String id, Plan plan) {
    return new Begun(id, "chat.completions", "trio", ANN, true, plan, null);
  }

  /// Plays an answer to its end.
  ///
  /// @param ttftMs how long models take to their first token, by name; 50 ms where it isn't told
  public static Schedule play(Watcher watcher, Begun begun, Map<String, Integer> ttftMs) {
    var steady = dev.staircase.lab.paced.Pace.STEADY;
    Watch watch = watcher.begin(begun);
    Tally tally = new Tally(begun.plan());
    Cast cast =
        new Cast(
            model ->
                ttftMs.containsKey(model) ? steady.withPrefillBaseMs(ttftMs.get(model)) : steady,
            agent -> 200,
            false);
    Schedule schedule = Schedule.of(begun.plan(), cast, watch, tally);
    watch.over(200, false, tally);
    return schedule;
  }

  public static Schedule play(Watcher watcher, Begun begun) {
    return play(watcher, begun, Map.of());
  }
}
