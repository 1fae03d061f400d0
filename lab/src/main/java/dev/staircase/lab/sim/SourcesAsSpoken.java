package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// What a prompt shows of a proposal is the beginning of what its model has to say, to the letter,
/// and never nothing.
final class SourcesAsSpoken implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call)) {
      return null;
    }
    for (var proposal : scene.shown().proposals().entrySet()) {
      String shown = proposal.getValue();
      if (shown.isBlank()) {
        return "proposal %d is shown without any text".formatted(proposal.getKey());
      }
      boolean spoken = false;
      for (int source : scene.agent(call.agent()).reads()) {
        spoken |= mayHaveSaid(scene, source, shown);
      }
      for (int source : scene.reads(call.agent())) {
        spoken |= mayHaveSaid(scene, source, shown);
      }
      if (!spoken) {
        return "proposal %d is shown as '%s', which nobody said"
            .formatted(proposal.getKey(), shown);
      }
    }
    return null;
  }

  /// Models that don't continue their text to the letter can only be checked in their first call.
  private static boolean mayHaveSaid(Scene scene, int source, String shown) {
    Actor actor = scene.actor(source);
    Seen seen = scene.seen.get(source);
    if (actor.manner().faithful() && !seen.spaced) {
      return seen.heard.length() >= shown.length() && actor.text().startsWith(shown);
    }
    return seen.calls.size() > 1
        || (seen.heard.length() >= shown.length()
            && seen.heard.substring(0, shown.length()).equals(shown));
  }
}
