package dev.staircase.lab.sim;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.topology.Agreement;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A debate ends early only when at least two debaters of a round have come to their ends and say
/// the same, and none of a later round is called after that.
///
/// Exact for debaters that say all of it in one call.
final class Agreed implements Checker {
  @Override
  public @Nullable String effect(Scene scene, Effect effect) {
    Agreement agreement = scene.plan.topology().agreement();
    if (agreement == null) {
      return null;
    }
    if (effect instanceof Effect.Note(int agent, Effect.What what, String detail)
        && what == Effect.What.AGREED) {
      return agreed(scene, agreement, agent);
    }
    boolean passed = false;
    for (List<Integer> round : agreement.rounds()) {
      if (passed && effect instanceof Effect.Call call && round.contains(call.agent())) {
        return "agent %d is called after an agreement".formatted(call.agent());
      }
      passed |= round.contains(scene.agreed);
    }
    return null;
  }

  private static @Nullable String agreed(Scene scene, Agreement agreement, int agent) {
    TreeSet<String> answers = new TreeSet<>();
    int voices = 0;
    for (int debater : roundOf(agreement, agent)) {
      Seen seen = scene.seen.get(debater);
      if (scene.writing(debater)) {
        return "all agree while agent %d still writes".formatted(debater);
      }
      voices += seen.atEnd || seen.cutShort() ? 1 : 0;
      if (seen.atEnd
          && seen.calls.size() == 1
          && !seen.cutShort()
          && scene.actor(debater).manner().faithful()) {
        answers.add(answerIn(agreement, seen.heard));
      }
    }
    if (voices < 2) {
      return "an agreement of %d debaters".formatted(voices);
    }
    return answers.contains("") || answers.size() > 1
        ? "an agreement of debaters that say " + answers
        : null;
  }

  private static List<Integer> roundOf(Agreement agreement, int agent) {
    for (List<Integer> round : agreement.rounds()) {
      if (round.contains(agent)) {
        return round;
      }
    }
    return List.of();
  }

  private static String answerIn(Agreement agreement, CharSequence text) {
    Matcher matcher = Pattern.compile(agreement.pattern()).matcher(text);
    String answer = "";
    while (matcher.find()) {
      answer = matcher.group(1).toLowerCase(Locale.ROOT);
    }
    return answer;
  }
}
