package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Arrivals;
import dev.staircase.lab.fleet.Extent;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.Load;
import dev.staircase.lab.fleet.Serving;
import java.util.ArrayList;
import java.util.List;

/// A way to answer on a fleet that has nothing else to do: no number of replicas makes it faster.
///
/// @param point one question at a time, a replica for each agent
record Idle(Way way, Point point) {
  /// Between two questions; every answer is over by then.
  private static final double APART_MS = 1e7;

  private static final int MOST_ANSWERS = 200;

  static Idle of(Trials trials, Goal goal, Way way) throws InterruptedException {
    Fleet fleet = goal.fleet();
    Load load = fleet.load();
    Load alone =
        new Load(new Arrivals.Bursts(APART_MS, 1), load.prompt(), load.proposal(), load.answer());
    int agents = fleet.team().proposers().size() + 1;
    Fleet idle = new Fleet(fleet.withReplicas(model -> agents).models(), fleet.team(), alone);
    Extent extent = Extent.of(Math.min(MOST_ANSWERS, goal.answers()), goal.seed());
    return new Idle(way, trials.run(new Trial(way, idle, goal.slo(), extent)));
  }

  /// Where a search begins: as many replicas of each group as bear its calls with half of their
  /// slots taken, each call being as much slower as the batch is larger.
  List<Integer> start(List<Group> groups, double perSecond) {
    List<Integer> start = new ArrayList<>();
    for (Group group : groups) {
      double most = 1;
      for (Serving model : group.models()) {
        int batch = Math.max(1, model.slots() / 2);
        double calls = calls(model) * perSecond / point.perSecond();
        most = Math.max(most, calls * stretch(model, batch) / batch);
      }
      start.add((int) Math.ceil(most));
    }
    return start;
  }

  /// How many calls a model has under way, in the mean.
  private double calls(Serving model) {
    return point.utilisation().getOrDefault(model.name(), 0.0)
        * point.replicas().getOrDefault(model.name(), 0);
  }

  private static double stretch(Serving model, int batch) {
    double alone = model.tokenMs() + model.tokenMsPerRunning();
    return alone == 0 ? 1 : (model.tokenMs() + model.tokenMsPerRunning() * batch) / alone;
  }
}
