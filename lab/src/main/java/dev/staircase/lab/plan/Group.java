package dev.staircase.lab.plan;

import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.Serving;
import dev.staircase.lab.fleet.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Models that get the same number of replicas, since their servers and their parts in the team are
/// alike.
///
/// @param models at least one
record Group(List<Serving> models) {
  Group {
    models = List.copyOf(models);
  }

  /// The groups of the models that a strategy needs, those first whose replicas are dearest.
  static List<Group> of(Fleet fleet, Strategy strategy) {
    Map<Object, List<Serving>> alike = new LinkedHashMap<>();
    for (Serving model : fleet.models(strategy)) {
      Object kind =
          List.of(
              model.as("any", 1),
              Collections.frequency(fleet.team().proposers(), model.name()),
              fleet.team().aggregator().equals(model.name()));
      alike.computeIfAbsent(kind, any -> new ArrayList<>()).add(model);
    }
    return alike.values().stream()
        .map(Group::new)
        .sorted(Comparator.comparingDouble(Group::usdPerHour).reversed())
        .toList();
  }

  /// What one more replica of each costs.
  double usdPerHour() {
    return models.stream().mapToDouble(Serving::usdPerHour).sum();
  }

  /// The number of replicas of each model.
  ///
  /// @param replicas of each group
  static Map<String, Integer> byModel(List<Group> groups, List<Integer> replicas) {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      int number = replicas.get(i);
      groups.get(i).models().forEach(model -> all.put(model.name(), number));
    }
    return all;
  }
}
