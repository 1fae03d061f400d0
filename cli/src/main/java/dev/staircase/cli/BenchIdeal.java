package dev.staircase.cli;

import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.lab.paced.Pace;
import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.schedule.Cast;
import dev.staircase.lab.schedule.Schedule;
import dev.staircase.lab.trial.Prompt;
import dev.staircase.lab.trial.Reply;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.speed.Speed;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Works out how soon an answer's first text could have come: the same plan in virtual time, on
/// models that write as many tokens as were counted. The built-in models' speeds are known; those
/// of others are as measured lately, with the network on the way to them. (The whole time has no
/// such bound: what a writer says between hand-overs is its own.)
///
/// @param session whose models answer
record BenchIdeal(Session session) {

  /// The best time to first text of one answer, in milliseconds; null where it wasn't told what it
  /// took, or while the speed of one of its models is unknown. Never to be called on an event loop.
  @Nullable Double of(Reply reply, Prompt prompt) throws IOException, InterruptedException {
    Reply.Cost cost = reply.cost();
    if (cost == null || reply.times() == null) {
      return null;
    }
    Map<String, Integer> tokens = new HashMap<>();
    Map<String, Pace> speeds = new HashMap<>();
    for (Reply.AgentCost agent : cost.agents()) {
      Pace speed = speed(agent.model());
      if (speed == null) {
        return null;
      }
      speeds.put(agent.model(), speed);
      tokens.put(agent.name(), (int) Math.max(1, agent.completionTokens()));
    }
    var conversation = List.of(Message.user(prompt.text()));
    var overrides = reply.variant().overrides();
    var ask = new Ask(reply.variant().model(), conversation, Sampling.DEFAULT, 0, overrides);
    var cast =
        new Cast(
            model -> Objects.requireNonNull(speeds.get(model)),
            agent -> Objects.requireNonNull(tokens.get(agent.name())),
            cost.cachedTokens() > 0);
    Schedule best = Schedule.of(Waiting.on(session.staircase().plan(ask)), cast);
    return best.ttftMs() < 0 ? null : best.ttftMs();
  }

  private @Nullable Pace speed(String model) {
    PacedModels builtIn = session.builtIn();
    if (builtIn != null) {
      return builtIn.pace(model.substring(model.indexOf('/') + 1)).withJitter(0);
    }
    Speed measured = session.staircase().speed(model);
    return measured == null
        ? null
        : new Pace(measured.firstMs(), measured.prefillMs(), 0, measured.itlMs(), 0, 0, 1);
  }
}
