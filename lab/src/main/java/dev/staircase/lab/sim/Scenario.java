package dev.staircase.lab.sim;

import dev.staircase.core.engine.Plan;
import java.util.List;
import java.util.stream.IntStream;

/// All that decides one simulated answer.
///
/// @param plan what the engine is given
/// @param actors the models, one for each agent of the plan
/// @param goneAtMicros when the client leaves, in microseconds; -1 for never
/// @param seed decides latencies
/// @param ties decides the order of what happens at the same time
record Scenario(Plan plan, List<Actor> actors, long goneAtMicros, long seed, long ties) {
  Scenario {
    actors = List.copyOf(actors);
  }

  boolean faultless() {
    return goneAtMicros < 0 && actors.stream().allMatch(Actor::faultless);
  }

  /// Whether nothing goes wrong and every model has something to say.
  boolean ordinary() {
    return faultless() && IntStream.range(0, actors.size()).noneMatch(i -> spoken(i).isBlank());
  }

  /// What a model's text is up to the first stop sequence of its agent.
  String spoken(int agent) {
    String text = actors.get(agent).text();
    int end = text.length();
    for (String stop : plan.topology().agents().get(agent).sampling().stop()) {
      int hit = text.indexOf(stop);
      end = hit >= 0 ? Math.min(end, hit) : end;
    }
    return text.substring(0, end);
  }

  Scenario withTies(long newTies) {
    return new Scenario(plan, actors, goneAtMicros, seed, newTies);
  }

  /// The scenario as a person reads it.
  String told() {
    StringBuilder told = new StringBuilder();
    told.append("pace: ").append(plan.pace()).append('\n');
    told.append("layout: ")
        .append(plan.layout())
        .append("  limits: ")
        .append(plan.limits())
        .append('\n');
    told.append("client leaves: ")
        .append(goneAtMicros < 0 ? "never" : goneAtMicros + " us")
        .append('\n');
    for (int i = 0; i < actors.size(); i++) {
      told.append(plan.topology().agents().get(i))
          .append("\n    ")
          .append(actors.get(i))
          .append('\n');
    }
    return told.toString();
  }
}
