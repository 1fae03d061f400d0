package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.topology.HandOver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is shown of a proposal that is still being written ends where its sentence or step ends, unless that is
/// longer than the largest chunk.
final class HandsOverUnits implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call) || scene.sameStep(call)) {
      return null;
    }
    int chunkCap = scene.plan.paces().get(call.agent()).chunkCap();
    for (var proposal : scene.shown().proposals().entrySet()) {
      String text = proposal.getValue();
      int source = Texts.agentOf(text);
      boolean ended = source < 0 || !scene.writing(source);
      if (ended || scene.shown().over().contains(proposal.getKey())) {
        continue;
      }
      HandOver handOver = scene.agent(source).handOver();
      long unread = unread(scene, call.agent(), proposal.getKey(), scene.seen.get(source));
      if (unread <= chunkCap && lastEnd(handOver, text) < text.length()) {
        return "proposal %d is shown to '%s', which is no end of a %s"
            .formatted(
                proposal.getKey(),
                text.substring(Math.max(0, text.length() - 20)),
                handOver.unit());
      }
    }
    return null;
  }

  /// What has been said of a proposal since the reader was shown some of it, at most, in tokens.
  private static long unread(Scene scene, int reader, int proposal, Seen source) {
    List<Shown> prompts = scene.seen.get(reader).prompts;
    String before =
        prompts.isEmpty() ? "" : prompts.getLast().proposals().getOrDefault(proposal, "");
    return Math.min(source.tokens, source.heard.length() - before.length());
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
