package dev.staircase.lab.learn;

import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who answered most often in recorded answers.
///
/// @param proposers the models that the writer reads
/// @param pace the name of its pace; null for one that has none, or was serial
/// @param deep whether some of them read others, of whom a fleet's team knows nothing
/// @param seen in how many recorded answers
record TeamFit(
    List<String> proposers,
    String aggregator,
    Layout layout,
    @Nullable String pace,
    boolean deep,
    int seen) {
  /// The most frequent team, of several the first.
  ///
  /// @param known models whose speeds are known
  /// @return null where no answer had proposers, or not all of their speeds are known
  static @Nullable TeamFit of(List<Recording> recordings, Set<String> known) {
    Map<TeamFit, Integer> counts = new LinkedHashMap<>();
    for (Recording recording : recordings) {
      TeamFit team = of(recording.plan());
      if (!team.proposers.isEmpty()
          && known.containsAll(team.proposers)
          && known.contains(team.aggregator)) {
        counts.merge(team, 1, Integer::sum);
      }
    }
    TeamFit best = null;
    for (var entry : counts.entrySet()) {
      if (best == null || entry.getValue() > best.seen) {
        best = entry.getKey().seen(entry.getValue());
      }
    }
    return best;
  }

  private static TeamFit of(Plan plan) {
    List<Agent> agents = plan.topology().agents();
    Agent writer = agents.getLast();
    List<Agent> sources = writer.reads().stream().map(agents::get).toList();
    return new TeamFit(
        sources.stream().map(Agent::model).toList(),
        writer.model(),
        plan.layout(),
        plan.pace().serial() ? null : Paces.name(plan.pace()),
        sources.stream().anyMatch(source -> !source.reads().isEmpty()),
        0);
  }

  private TeamFit seen(int count) {
    return new TeamFit(proposers, aggregator, layout, pace, deep, count);
  }
}
