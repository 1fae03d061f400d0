package dev.staircase.lab.sim;

import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.HandOver;
import dev.staircase.core.topology.Seat;
import dev.staircase.core.topology.Topology;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Engines that go by another plan than the one they were given: bugs of one line.
final class Replanned {
  private Replanned() {}

  static Function<Plan, Driver> recovery(UnaryOperator<Recovery> change) {
    return plan ->
        engine(plan, plan.topology(), plan.limits(), change.apply(plan.recovery()), plan.caps());
  }

  static Function<Plan, Driver> limits(UnaryOperator<Limits> change) {
    return plan ->
        engine(plan, plan.topology(), change.apply(plan.limits()), plan.recovery(), plan.caps());
  }

  static Function<Plan, Driver> caps(UnaryOperator<Caps> change) {
    return plan ->
        engine(plan, plan.topology(), plan.limits(), plan.recovery(), change.apply(plan.caps()));
  }

  static Function<Plan, Driver> agents(UnaryOperator<Agent> change) {
    return plan -> {
      List<Agent> agents = plan.topology().agents().stream().map(change).toList();
      Topology topology = new Topology(agents, plan.topology().agreement());
      return engine(plan, topology, plan.limits(), plan.recovery(), plan.caps());
    };
  }

  static Function<Plan, Driver> agreeing(String pattern) {
    return plan -> {
      Agreement agreement = plan.topology().agreement();
      Agreement other = agreement == null ? null : new Agreement(agreement.rounds(), pattern);
      Topology topology = new Topology(plan.topology().agents(), other);
      return engine(plan, topology, plan.limits(), plan.recovery(), plan.caps());
    };
  }

  static Caps turnedRound(Caps caps) {
    Caps.AtCap other = caps.atCap() == Caps.AtCap.FINISH ? Caps.AtCap.FAIL : Caps.AtCap.FINISH;
    return new Caps(
        caps.calls(),
        caps.promptTokens(),
        caps.completionTokens(),
        caps.usd(),
        caps.wallMs(),
        other);
  }

  static Agent seats(Agent agent, List<Seat> seats) {
    return agent(agent, seats, agent.handOver(), agent.sampling());
  }

  static Agent byWords(Agent agent) {
    return agent(agent, agent.seats(), HandOver.TOKENS, agent.sampling());
  }

  /// Asks for text whatever was asked for; what is sent still says so.
  static Agent asText(Agent agent) {
    Sampling s = agent.sampling();
    boolean inOnePiece = s.form() == Form.ONE_PIECE;
    Form form = inOnePiece ? Form.TEXT : s.form();
    return agent(
        agent,
        agent.seats(),
        agent.handOver(),
        new Sampling(s.temperature(), s.topP(), s.seed(), s.stop(), s.passedOn(), form));
  }

  private static Agent agent(Agent a, List<Seat> seats, HandOver handOver, Sampling sampling) {
    return new Agent(
        a.name(),
        seats,
        a.hedge(),
        a.task(),
        a.reads(),
        a.barrier(),
        handOver,
        a.maxTokens(),
        sampling);
  }

  private static Driver engine(
      Plan plan, Topology topology, Limits limits, Recovery recovery, Caps caps) {
    return new Engine(
            new Plan(
                topology,
                plan.paces(),
                plan.layout(),
                plan.conversation(),
                plan.fence(),
                limits,
                recovery,
                caps))
        ::on;
  }
}
