package dev.staircase.lab.fleet;

import dev.staircase.lab.schedule.Clock;
import dev.staircase.lab.schedule.Models;
import dev.staircase.lab.schedule.Voice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The replicas of all models of one part of a fleet, and the way to them.
final class Site {
  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /// @param random decides failures and jitter
  Site(List<Serving> models, Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    for (Serving model : models) {
      List<Replica> replicas = new ArrayList<>();
      for (int i = 0; i < model.replicas(); i++) {
        replicas.add(new Replica(model, clock));
      }
      groups.put(model.name(), new Group(model, replicas));
    }
  }

  private record Group(Serving model, List<Replica> replicas) {
    Replica leastLoaded() {
      Replica least = replicas.getFirst();
      for (Replica replica : replicas) {
        least = replica.load() < least.load() ? replica : least;
      }
      return least;
    }
  }

  /// The models as one answer sees them.
  Models visitor() {
    Map<Integer, Replica> known = new HashMap<>();
    return voice -> open(voice, known);
  }

  /// How long replicas have been at work, all those of a model together.
  double busyMs(String model) {
    Group group = groups.get(model);
    return group == null ? 0 : group.replicas().stream().mapToDouble(Replica::busyMs).sum();
  }

  /// @param known where each agent of the answer was served last
  private Runnable open(Voice voice, Map<Integer, Replica> known) {
    Group group = groups.get(voice.model());
    if (group == null) {
      throw new IllegalArgumentException("expected a model of the fleet, found " + voice.model());
    }
    Serving model = group.model();
    Replica replica =
        switch (model.routing()) {
          case LEAST_LOADED -> group.leastLoaded();
          case SESSION -> known.computeIfAbsent(voice.agent(), agent -> group.leastLoaded());
        };
    boolean fails = model.failures() > 0 && random.nextDouble() < model.failures();
    Job job = new Job(voice, fails ? random.nextInt(Math.max(1, voice.most())) : -1);
    double way = model.networkMs() + model.jitterMs() * random.nextDouble();
    replica.expect();
    clock.at(clock.nowMs() + way, () -> replica.enter(job));
    return () -> replica.leave(job);
  }
}
