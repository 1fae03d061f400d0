package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.topology.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nobody writes in vain: an agent whose readers have all failed has no open call, nor has a
/// debater of a round after the one in which all agreed.
final class Released implements Checker {
  @Override
  public @Nullable String settled(Scene scene) {
    if (scene.open.isEmpty()) {
      return null;
    }
    for (Scene.Open open : scene.open.values()) {
      int agent = open.call.agent();
      if (agent != scene.answerer() && (afterAgreement(scene, agent) || inVain(scene, agent))) {
        return "agent %d has call %d open and nobody reads it".formatted(agent, open.call.call());
      }
    }
    return null;
  }

  private static boolean inVain(Scene scene, int source) {
    for (int reader = source + 1; reader < scene.seen.size(); reader++) {
      Seen seen = scene.seen.get(reader);
      boolean gone = seen.noted(Effect.What.DROPPED) || seen.noted(Effect.What.BROKEN_OFF);
      if (!gone && scene.reads(reader).contains(source)) {
        return false;
      }
    }
    return true;
  }

  private static boolean afterAgreement(Scene scene, int agent) {
    Agreement agreement = scene.plan.topology().agreement();
    if (agreement == null || scene.agreed < 0) {
      return false;
    }
    boolean later = false;
    for (List<Integer> round : agreement.rounds()) {
      if (later && round.contains(agent)) {
        return true;
      }
      later |= round.contains(scene.agreed);
    }
    return false;
  }
}
