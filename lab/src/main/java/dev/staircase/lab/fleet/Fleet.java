package dev.staircase.lab.fleet;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// Model servers, who answers with them, and what is asked of them.
///
/// @param models no two of a name
public record Fleet(List<Serving> models, Team team, Load load) {
  public Fleet {
    models = List.copyOf(models);
    List<String> names = models.stream().map(Serving::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "expected models of different names, found " + String.join(", ", names));
    }
    Stream.concat(team.proposers().stream(), Stream.of(team.aggregator()))
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "the team's models are among the fleet's (%s), found '%s'"
                  .formatted(String.join(", ", names), name));
        });
  }

  /// The same fleet with other numbers of replicas.
  public Fleet withReplicas(ToIntFunction<Serving> replicas) {
    return new Fleet(
        models.stream().map(model -> model.withReplicas(replicas.applyAsInt(model))).toList(),
        team,
        load);
  }

  /// The models that a strategy needs.
  public List<Serving> models(Strategy strategy) {
    return models.stream()
        .filter(model ->
            model.name().equals(team.aggregator())
                || (strategy != Strategy.SINGLE && team.proposers().contains(model.name())))
        .toList();
  }
}
