package dev.staircase.lab.fleet;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.engine.Caps;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.engine.Recovery;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Who answers: proposers, and an aggregator that reads them (arXiv 2406.04692).
///
/// @param proposers their models' names; one may be there several times
/// @param aggregator its model's name
/// @param pace of the staircase
public record Team(List<String> proposers, String aggregator, Layout layout, Pace pace) {
  public Team {
    proposers = List.copyOf(proposers);
    if (proposers.isEmpty()) {
      throw new IllegalArgumentException("a team has at least one proposer, found none");
    }
  }

  /// The agents that a strategy employs; the last one writes the answer.
  Topology topology(Strategy strategy) {
    Agent writer = agent("aggregator", aggregator);
    return switch (strategy) {
      case SINGLE -> Topology.single(writer);
      case SERIAL, STAIRCASE -> {
        List<Agent> layer = new ArrayList<>();
        proposers.forEach(model -> layer.add(agent("p" + (layer.size() + 1), model)));
        yield Topology.mixtureOfAgents(List.of(layer), writer);
      }
    };
  }

  /// The plan of one answer.
  ///
  /// @param fence a word of this answer alone
  Plan plan(Topology topology, Strategy strategy, String question, String fence) {
    Pace kept =
        switch (strategy) {
          case SINGLE, SERIAL -> Pace.SERIAL;
          case STAIRCASE -> pace;
        };
    return new Plan(
        topology,
        Collections.nCopies(topology.agents().size(), kept),
        layout,
        List.of(Message.user(question)),
        fence,
        Limits.DEFAULT,
        Recovery.DEFAULT,
        Caps.NONE);
  }

  private static Agent agent(String name, String model) {
    return Agent.of(name, model, List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
  }
}
