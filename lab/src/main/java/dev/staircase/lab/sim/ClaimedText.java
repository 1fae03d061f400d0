package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import org.jspecify.annotations.Nullable;

/// What the client has got is the beginning of what the next prompt says was written; only a tail
/// that may become a stop sequence is missing.
final class ClaimedText implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    if (!(effect instanceof Effect.Call call) || call.agent() != scene.answerer()) {
      return null;
    }
    String written = scene.shown().written();
    String client = scene.client.toString();
    int longest =
        scene.agent(call.agent()).sampling().stop().stream()
            .mapToInt(String::length)
            .max()
            .orElse(1);
    boolean claims = written.startsWith(client) && written.length() - client.length() < longest;
    return claims
        ? null
        : "the client has '%s' but the prompt says '%s'".formatted(client, written);
  }
}
