package dev.staircase.cli;

import dev.staircase.lab.race.Lane;
import dev.staircase.lab.race.LaneView;
import dev.staircase.lab.race.RaceResult;
import dev.staircase.lab.race.RaceTable;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `race`.
@Command(
    name = "race",
    description = {
      "Watch one question answered serially and by staircase.",
      "The same models answer twice, side by side, and a table tells what each took.",
      "Without a configuration the built-in models answer, each side by its own copy:",
      "they are no language models."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RaceCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "QUESTION", description = "The question.")
  private String question = "";

  @Mixin private QuestionOptions options = new QuestionOptions();

  @Option(
      names = "--in-turn",
      description = "The serial answer first, then the staircase; else both at once.")
  private boolean inTurn;

  @Option(names = "--json", description = "Print one JSON object at the end and nothing else.")
  private boolean json;

  RaceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var interrupt = console.interrupts().listen();
        var loops = new Loops()) {
      Map<Lane, Session> sessions = sessions(loops.vertx());
      Session any = sessions.values().iterator().next();
      String model = any.model(options.model);
      RaceRun race = new RaceRun(question, sessions, mode -> options.ask(model, mode, question));
      if (!json && any.builtIn() != null) {
        console.line(Session.NO_LANGUAGE_MODELS + System.lineSeparator());
      }
      try (RaceView view = view()) {
        interrupt.then(race::cancel);
        interrupt.then(view::close);
        view.show(race.view(Lane.SERIAL), race.view(Lane.STAIRCASE));
        WarmUp.answers(loops.vertx());
        race.run(inTurn, view);
      }
      if (interrupt.came()) {
        console.say("staircase: interrupted; every call is closed");
        return ExitCode.INTERRUPTED;
      }
      RaceResult result = race.result();
      tell(race, result);
      return result.complete() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /// Built-in models for each side, so that neither finds the other's prompts in a cache.
  private Map<Lane, Session> sessions(Vertx vertx) throws IOException, InterruptedException {
    Session serial = Session.open(vertx, options.config, console.env());
    boolean apart = serial.builtIn() != null;
    Map<Lane, Session> sessions = new EnumMap<>(Lane.class);
    sessions.put(Lane.SERIAL, serial);
    sessions.put(
        Lane.STAIRCASE, apart ? Session.open(vertx, options.config, console.env()) : serial);
    return sessions;
  }

  private RaceView view() {
    if (json) {
      return new QuietRace();
    }
    return console.terminal().screen() ? new LiveRace(question, console) : new PlainRace(console);
  }

  private void tell(RaceRun race, RaceResult result) {
    if (json) {
      console.line(result.toJson());
      return;
    }
    if (console.terminal().screen()) {
      int width = console.terminal().size().columns() - 1;
      LaneView serial = race.view(Lane.SERIAL);
      RaceScreen.lines(question, serial, race.view(Lane.STAIRCASE), width, RaceScreen.WHOLE)
          .forEach(console::line);
    } else {
      for (Lane lane : List.of(Lane.SERIAL, Lane.STAIRCASE)) {
        console.line("%n%s:%n%s".formatted(lane.mode(), race.view(lane).text()));
      }
    }
    console.line("");
    console.out().print(RaceTable.of(result));
    console.out().flush();
  }
}
