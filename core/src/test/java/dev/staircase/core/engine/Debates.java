package dev.staircase.core.engine;

import static dev.staircase.core.engine.Cast.agent;

import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Agreement;
import dev.staircase.core.topology.Task;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Debates for [Play]: debater `a` speaks as `a1` in round 1, as `a2` in round 2, and so on; the
/// judge is `w`.
final class Debates {
  private Debates() {}

  /// @param pattern what finds the answer in a text, or null where rounds are never cut short
  static Topology of(int debaters, int rounds, @Nullable String pattern) {
    List<Agent> agents = new ArrayList<>();
    List<List<Integer>> byRound = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      int first = agents.size();
      Integer[] before =
          byRound.isEmpty() ? new Integer[0] : byRound.getLast().toArray(Integer[]::new);
      for (int i = 0; i < debaters; i++) {
        int own = round == 1 ? -1 : before[i];
        String name = Character.toString('a' + i) + round;
        agents.add(agent(name, before).doing(new Task.Debate(own)));
      }
      byRound.add(IntStream.range(first, agents.size()).boxed().toList());
    }
    Integer[] last = byRound.getLast().toArray(Integer[]::new);
    agents.add(agent("w", last).doing(Task.JUDGE));
    return new Topology(agents, pattern == null ? null : new Agreement(byRound, pattern));
  }
}
