package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Extent;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the cheapest of several plans to another chance with more answers: a search takes what
/// happened to suffice. Where one fails there, the next cheapest is tried, those among them that
/// have a replica more than it.
final class Confirmation {
  /// How many simulations one takes, about.
  static final int USUAL = 3;

  private static final int MOST = 16;

  private final Trials trials;
  private final PriorityQueue<Candidate> candidates =
      new PriorityQueue<>(Comparator.comparingDouble(Candidate::usdPerHour));
  private final Set<Candidate> seen = new HashSet<>();

  Confirmation(Trials trials) {
    this.trials = trials;
  }

  private record Candidate(Search search, Extent extent, List<Integer> replicas) {
    double usdPerHour() {
      return search.usdPerHour(replicas);
    }
  }

  /// One more plan to choose from.
  void add(Search search, Extent extent, List<Integer> replicas) {
    Candidate candidate = new Candidate(search, extent, replicas);
    if (seen.add(candidate)) {
      candidates.add(candidate);
    }
  }

  /// The cheapest that holds; one that isn't confirmed where that takes too long; null where there
  /// is nothing to choose from.
  @Nullable Plan cheapest() throws InterruptedException {
    Point last = null;
    for (int refuted = 0; refuted < MOST; refuted++) {
      Candidate candidate = candidates.poll();
      if (candidate == null) {
        return null;
      }
      Search search = candidate.search();
      Candidate next = candidates.peek();
      if (next != null) {
        trials.ahead(next.search().trial(next.replicas(), Goal.surer(next.extent())), () -> true);
      }
      last = trials.run(search.trial(candidate.replicas(), Goal.surer(candidate.extent())));
      if (last.meets()) {
        return new Plan(last, true, refuted);
      }
      for (List<Integer> larger : search.larger(candidate.replicas())) {
        add(search, candidate.extent(), larger);
      }
    }
    return last == null ? null : new Plan(last, false, MOST);
  }
}
