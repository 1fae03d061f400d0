package dev.staircase.lab.sim;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Outcome;
import org.jspecify.annotations.Nullable;

/// What the client gets is what the last model has to say: nothing lost and nothing twice, wherever
/// it was cut, resumed or interrupted. For models that continue, echo or repeat themselves to the
/// letter; for those that mangle white space, and where a space is due in a broken word, in words.
final class NothingLost implements Checker {
  @Override
  public @Nullable String settled(Scene scene) {
    Actor actor = scene.actor(scene.answerer());
    if (exact(scene)) {
      return actor.text().startsWith(scene.client.toString()) ? null : differ(scene, actor);
    }
    if (actor.manner().faithfulInWords()) {
      return words(actor.text()).startsWith(words(scene.client.toString()))
          ? null
          : differ(scene, actor);
    }
    return null;
  }

  @Override
  public @Nullable String finished(Scene scene) {
    Actor actor = scene.actor(scene.answerer());
    boolean whole =
        scene.outcome instanceof Outcome.Completed(Finish finish)
            && (finish == Finish.STOP || finish == Finish.TOOL_CALLS)
            && actor.manner() != Actor.Manner.ENDS_EARLY
            && actor.manner().faithfulInWords()
            && !scene.seen.get(scene.answerer()).noted(Effect.What.RESTARTED);
    String expected = scene.scenario.spoken(scene.answerer());
    boolean findsStops = exact(scene) || expected.equals(actor.text());
    return !whole || !findsStops || words(expected).equals(words(scene.client.toString()))
        ? null
        : differ(scene, actor);
  }

  private static boolean exact(Scene scene) {
    int answerer = scene.answerer();
    return scene.actor(answerer).manner().faithful() && !scene.seen.get(answerer).spaced;
  }

  private static String differ(Scene scene, Actor actor) {
    return "the client has '%s', the model says '%s'".formatted(scene.client, actor.text());
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }
}
