package dev.staircase.cli;

import dev.staircase.lab.race.Lane;
import dev.staircase.lab.race.LaneView;
import dev.staircase.lab.race.ModelRace;
import dev.staircase.lab.race.ModelsTable;
import dev.staircase.lab.race.RaceResult;
import dev.staircase.lab.race.RaceTable;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      "Several models (--model a,b,c) race one after the other and give one table.",
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

  @Option(names = "--json", description = "Print one JSON object for each model and nothing else.")
  private boolean json;

  RaceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var interrupt = console.interrupts().listen();
        var loops = new Loops()) {
      List<String> models = named();
      WarmUp.answers(loops.vertx());
      List<ModelRace> races = new ArrayList<>();
      for (int i = 0; i < models.size() && !interrupt.came(); i++) {
        Map<Lane, Session> sessions = sessions(loops.vertx());
        RaceRun race = run(sessions, models.get(i), models.size() > 1, interrupt);
        for (Session session : Set.copyOf(sessions.values())) {
          session.close();
        }
        if (!interrupt.came()) {
          races.add(new ModelRace(race.model(), race.result()));
          tell(race, models.size() > 1);
        }
      }
      if (interrupt.came()) {
        console.say("staircase: interrupted; every call is closed");
        return ExitCode.INTERRUPTED;
      }
      if (!json && races.size() > 1) {
        console.out().print(ModelsTable.of(races));
        console.out().flush();
      }
      boolean complete = races.stream().allMatch(race -> race.result().complete());
      return complete ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /// The models that were named; "" stands for the configuration's first.
  private List<String> named() {
    return options.model == null ? List.of("") : List.of(options.model.split(",", -1));
  }

  private RaceRun run(
      Map<Lane, Session> sessions, String name, boolean several, Interrupt interrupt)
      throws IOException, InterruptedException {
    Session any = sessions.values().iterator().next();
    String model = any.model(name.isEmpty() ? null : name);
    RaceRun race =
        new RaceRun(question, model, sessions, mode -> options.ask(model, mode, question));
    if (!json && !several && any.builtIn() != null) {
      console.line(Session.NO_LANGUAGE_MODELS + System.lineSeparator());
    }
    try (RaceView view = several ? new QuietRace() : view()) {
      interrupt.then(race::cancel);
      interrupt.then(view::close);
      view.show(race.view(Lane.SERIAL), race.view(Lane.STAIRCASE));
      race.run(inTurn, view);
    }
    return race;
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

  private void tell(RaceRun race, boolean several) {
    RaceResult result = race.result();
    if (json) {
      console.line(several ? new ModelRace(race.model(), result).toJson() : result.toJson());
      return;
    }
    if (several) {
      console.say(race.model() + (result.complete() ? ": done" : ": failed"));
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
