package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// What a prompt shows of a proposal is the beginning of what its model said, to the letter, and
/// never nothing.
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
      boolean spoken =
          scene.agent(call.agent()).reads().stream()
              .anyMatch(source ->
                  !scene.agent(source).reads().isEmpty() || beginsWith(scene, source, shown));
      if (!spoken) {
        return "proposal %d is shown as '%s', which nobody said"
            .formatted(proposal.getKey(), shown);
      }
    }
    return null;
  }

  private static boolean beginsWith(Scene scene, int source, String shown) {
    StringBuilder heard = scene.seen.get(source).heard;
    return heard.length() >= shown.length() && heard.substring(0, shown.length()).equals(shown);
  }
}
