package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.topology.HandOver;
import org.jspecify.annotations.Nullable;

/// What is shown of an unfinished proposal ends where its sentence or step ends, unless that is
/// longer than the largest chunk.
final class HandsOverUnits implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call)) {
      return null;
    }
    int chunkCap = scene.plan.paces().get(call.agent()).chunkCap();
    for (var proposal : scene.shown().proposals().entrySet()) {
      String text = proposal.getValue();
      int source = Texts.agentOf(text);
      if (source < 0 || scene.shown().over().contains(proposal.getKey())) {
        continue;
      }
      HandOver handOver = scene.agent(source).handOver();
      boolean brief = text.length() - lastEnd(handOver, text) <= chunkCap;
      if (brief && !ends(handOver, text)) {
        return "proposal %d is shown to '%s', which is no end of a %s"
            .formatted(
                proposal.getKey(),
                text.substring(Math.max(0, text.length() - 20)),
                handOver.unit());
      }
    }
    return null;
  }

  private static boolean ends(HandOver handOver, String text) {
    return lastEnd(handOver, text) == text.length();
  }

  /// Where the last unit ends; 0 for nowhere.
  private static int lastEnd(HandOver handOver, String text) {
    return switch (handOver.unit()) {
      case WORD -> text.length();
      case SENTENCE ->
          Math.max(text.lastIndexOf('.'), Math.max(text.lastIndexOf('!'), text.lastIndexOf('?')))
              + 1;
      case STEP -> {
        int at = text.lastIndexOf(handOver.marker());
        yield at < 0 ? 0 : at + handOver.marker().length();
      }
    };
  }
}
