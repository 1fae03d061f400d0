package dev.staircase.cli;

import dev.staircase.lab.facts.FactScore;
import dev.staircase.lab.paced.PacedModels;
import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.config.Config;
import dev.staircase.server.page.PageAbout;
import dev.staircase.server.page.Scorer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Models ready to be asked: those of a configuration file, or the built-in ones on a free loopback
/// port.
///
/// @param builtIn the built-in models, or null where a file names others
record Session(Config config, Staircase staircase, @Nullable PacedModels builtIn) {
  /// What every surface says about the built-in models.
  static final String NO_LANGUAGE_MODELS =
      "The built-in models are no language models: they pace texts from a small fact base.";

  /// Opens a session; it lives as long as the event loops.
  ///
  /// @param file the configuration; null brings up the built-in models
  static Session open(Vertx vertx, @Nullable Path file, Map<String, String> env)
      throws IOException, InterruptedException {
    return file == null
        ? builtIn(vertx, PacedOptions.defaults().withPort(0))
        : of(vertx, Config.load(file, env), null);
  }

  /// Brings built-in models up.
  static Session builtIn(Vertx vertx, PacedOptions options)
      throws IOException, InterruptedException {
    PacedModels models = Waiting.on(PacedModels.start(vertx, options));
    return of(vertx, Config.builtIn(models.baseUrl()), models);
  }

  private static Session of(Vertx vertx, Config config, @Nullable PacedModels builtIn) {
    return new Session(config, Staircase.start(vertx, config), builtIn);
  }

  /// What the server's page tells of it: the facts of answers are known where the built-in models
  /// give them.
  PageAbout page() throws IOException {
    return new PageAbout(Main.version(), builtIn == null ? null : Session::score);
  }

  private static Scorer.Score score(String question, String answer) {
    FactScore score = FactScore.of(question, answer);
    return new Scorer.Score(
        score.topic(),
        score.known(),
        score.covered(),
        score.repeated(),
        score.contradicted(),
        score.corrected());
  }

  /// The model that is meant: the one named, else the first of the configuration.
  String model(@Nullable String named) {
    return named == null ? staircase.models().getFirst() : named;
  }

  /// Closes its connections, and the built-in models where it brought them up.
  void close() throws IOException, InterruptedException {
    staircase.close();
    if (builtIn != null) {
      Waiting.on(builtIn.close());
    }
  }
}
