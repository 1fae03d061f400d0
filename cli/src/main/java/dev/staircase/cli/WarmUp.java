package dev.staircase.cli;

import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.lab.race.Lane;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Map;

/// Answers a question a few times with built-in models that need no time, so that what is measured
/// afterwards is streaming and not a JVM that loads its classes. Asks nobody else anything.
final class WarmUp {
  private static final int ROUNDS = 3;
  private static final String QUESTION = "Why is the sky blue?";

  private WarmUp() {}

  static void run(Vertx vertx) throws IOException, InterruptedException {
    PacedOptions instant =
        PacedOptions.defaults().withPort(0).with("pace", "*.ttft=0").with("pace", "*.itl=0");
    Session session = Session.builtIn(vertx, instant);
    for (int i = 0; i < ROUNDS; i++) {
      RaceRun race =
          new RaceRun(
              QUESTION,
              Map.of(Lane.SERIAL, session, Lane.STAIRCASE, session),
              mode -> new QuestionOptions().ask(session.model(null), mode, QUESTION));
      race.run(false, new QuietRace());
    }
    session.close();
  }
}
