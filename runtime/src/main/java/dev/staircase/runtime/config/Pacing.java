package dev.staircase.runtime.config;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.topology.Agent;
import java.util.List;

/// Chooses the pace of each agent of an answer whose pace is `auto`.
@FunctionalInterface
public interface Pacing {
  /// Leaves every pace as it is configured.
  Pacing AS_CONFIGURED = (base, reader, sources) -> base;

  /// The pace of one agent.
  ///
  /// @param base what is configured, with the quorum and the patience of the virtual model
  /// @param reader the agent
  /// @param sources the agents it reads, at least one
  Pace of(Pace base, Agent reader, List<Agent> sources);
}
