package dev.staircase.lab.sim;

import dev.staircase.core.chat.Form;
import dev.staircase.core.engine.Caps;
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

  /// Whether every agent has something to say and a model that says it, and no cap is in the way.
  boolean ordinary() {
    return goneAtMicros < 0
        && plan.caps().equals(Caps.NONE)
        && IntStream.range(0, actors.size()).allMatch(this::speaks);
  }

  private boolean speaks(int agent) {
    Actor actor = actors.get(agent);
    int seats = plan.topology().agents().get(agent).seats().size();
    boolean filtered =
        actor.faults().stream().anyMatch(fault -> fault.kind() == Fault.Kind.FILTERED);
    boolean inOnePiece = plan.topology().agents().get(agent).sampling().form() == Form.ONE_PIECE;
    boolean inTools =
        actor.faults().stream().anyMatch(fault -> fault.kind() == Fault.Kind.DIES_IN_TOOLS);
    return !filtered
        && !(inOnePiece && !actor.faultless())
        && !(inTools && actor.tools() > 0)
        && !spoken(agent).isBlank()
        && IntStream.range(0, seats).anyMatch(actor::sound);
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
    told.append("paces: ").append(plan.paces()).append('\n');
    told.append("layout: ")
        .append(plan.layout())
        .append("  limits: ")
        .append(plan.limits())
        .append('\n');
    told.append(plan.recovery()).append("  ").append(plan.caps()).append('\n');
    told.append("agreement: ").append(plan.topology().agreement()).append('\n');
    told.append("conversation: ").append(plan.conversation()).append('\n');
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
