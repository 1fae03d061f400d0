package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.topology.HandOver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is shown of a proposal that is still being written ends where its sentence or step ends,
/// unless that is longer than the largest chunk.
///
/// What was said since the reader was last shown some is at most as many tokens as characters.
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
      if (!isKnown(scene, source) || scene.shown().over().contains(proposal.getKey())) {
        continue;
      }
      HandOver handOver = scene.agent(source).handOver();
      int before = before(scene, call.agent(), proposal.getKey());
      Seen said = scene.seen.get(source);
      long unread = Math.min(said.tokens, said.heard.length() - before);
      if (before < text.length()
          && unread <= chunkCap
          && !ends(handOver, text, scene.actor(source).text())) {
        return "proposal %d is shown to '%s', which is no end of a %s"
            .formatted(
                proposal.getKey(),
                text.substring(Math.max(0, text.length() - 20)),
                handOver.unit());
      }
    }
    return null;
  }

  /// Whether its tokens can be told: not of a model that brings all its text in one delta, nor of
  /// one that doesn't say what its script has.
  private static boolean isKnown(Scene scene, int source) {
    return source >= 0
        && scene.writing(source)
        && scene.actor(source).manner().faithful()
        && !scene.seen.get(source).spaced
        && scene.actor(source).faults().stream()
            .noneMatch(fault -> fault.kind() == Fault.Kind.GUSHES);
  }

  /// How many characters of a proposal the reader was shown before.
  private static int before(Scene scene, int reader, int proposal) {
    List<Shown> prompts = scene.seen.get(reader).prompts;
    return prompts.isEmpty()
        ? 0
        : prompts.getLast().proposals().getOrDefault(proposal, "").length();
  }

  /// Whether a unit ends where the shown part of a text does: a sentence at its mark or with its
  /// line, a step at its marker.
  private static boolean ends(HandOver handOver, String shown, String whole) {
    return switch (handOver.unit()) {
      case WORD -> true;
      case SENTENCE -> {
        String rest = whole.substring(Math.min(shown.length(), whole.length()));
        String space = rest.substring(0, rest.length() - rest.stripLeading().length());
        yield shown.matches("(?s).*[.!?:].{0,2}") || space.contains("\n");
      }
      case STEP -> shown.stripTrailing().endsWith(handOver.marker());
    };
  }
}
