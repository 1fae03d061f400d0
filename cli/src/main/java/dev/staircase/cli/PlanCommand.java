package dev.staircase.cli;

import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.fleet.FleetFile;
import dev.staircase.lab.measure.Slo;
import dev.staircase.lab.plan.Goal;
import dev.staircase.lab.plan.Outlook;
import dev.staircase.lab.plan.PlanJson;
import dev.staircase.lab.plan.PlanReport;
import dev.staircase.lab.plan.PlanText;
import dev.staircase.lab.plan.Planner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `plan`.
@Command(
    name = "plan",
    description = {
      "How large a fleet has to be, and what it costs, to keep a promise.",
      "Fleets of model servers are simulated under the load until the cheapest is found",
      "for one model alone, serially and by staircase; then serial and staircase are",
      "compared on the same fleets. The fleet file is explained in docs/fleet.yaml."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PlanCommand implements Callable<Integer> {
  private static final Pattern RATE = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?)(?:/(s|min|h))?");
  private static final int LEAST_ANSWERS = 100;
  private static final int MOST_ANSWERS = 1_000_000;
  private static final double MOST_RATE = 10_000;

  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The fleet: models, team and load. Its numbers of replicas play no part.")
  private Path config = Path.of("");

  @Option(
      names = "--slo",
      paramLabel = "TERMS",
      required = true,
      description = "What is promised, such as \"ttft p95 < 1s, itl p95 < 50ms\".")
  private String slo = "";

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description = "Questions, such as 50/s or 3000/min (default: the file's load).")
  private @Nullable String rate;

  @Option(
      names = "--paces",
      paramLabel = "PACES",
      split = ",",
      defaultValue = "paper,eager,balanced,careful",
      description = "Paces of the staircase to choose from (default: ${DEFAULT-VALUE}).")
  private List<String> paces = new ArrayList<>();

  @Option(
      names = "--layouts",
      paramLabel = "LAYOUTS",
      split = ",",
      defaultValue = "grouped,appended",
      description = "Layouts to choose from (default: ${DEFAULT-VALUE}).")
  private List<String> layouts = new ArrayList<>();

  @Option(
      names = "--answers",
      paramLabel = "N",
      defaultValue = "800",
      description =
          "How many a simulation measures at least; what is found is confirmed with twice as"
              + " many (default: ${DEFAULT-VALUE}).")
  private int answers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides all chance (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder for report.html and plan.json.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Goal goal = goal();
    var progress = new PlanProgress(console);
    int threads = Runtime.getRuntime().availableProcessors();
    Outlook outlook = Planner.plan(goal, threads, progress);
    progress.end();
    console.out().print(json ? PlanJson.of(outlook) + "\n" : PlanText.of(outlook));
    console.out().flush();
    if (out != null) {
      var about = Provenance.of(spec, List.of("Simulated in virtual time; nothing was measured."));
      PlanReport.write(out, outlook, about);
      console.say("staircase: " + out.resolve("report.html"));
    }
    return outlook.isMet() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /// @throws ParameterException where a value can't be
  private Goal goal() {
    if (answers < LEAST_ANSWERS || answers > MOST_ANSWERS) {
      throw wrong(
          "--answers: expected %d to %,d, found %d"
              .formatted(LEAST_ANSWERS, MOST_ANSWERS, answers));
    }
    Slo promised = told("--slo: ", () -> Slo.parse(slo));
    List<Layout> shown = layouts.stream().distinct().map(this::layout).toList();
    Double wanted = rate == null ? null : perSecond(rate);
    return told(
        "",
        () -> {
          var fleet = FleetFile.load(config);
          var goal =
              new Goal(fleet, promised, paces.stream().distinct().toList(), shown, answers, seed);
          return wanted == null ? goal : goal.at(wanted);
        });
  }

  private Layout layout(String name) {
    return Arrays.stream(Layout.values())
        .filter(layout -> FleetFile.words(layout).equals(name))
        .findFirst()
        .orElseThrow(() -> wrong("--layouts: expected grouped or appended, found " + name));
  }

  private double perSecond(String text) {
    Matcher match = RATE.matcher(text);
    double number = match.matches() ? Double.parseDouble(match.group(1)) : 0;
    double perSecond =
        switch (match.matches() && match.group(2) != null ? match.group(2) : "s") {
          case "min" -> number / 60;
          case "h" -> number / 3_600;
          default -> number;
        };
    if (!(perSecond > 0 && perSecond <= MOST_RATE)) {
      throw wrong(
          "--rate: expected more than 0 and at most %.0f/s, such as 50/s or 3000/min, found '%s'"
              .formatted(MOST_RATE, text));
    }
    return perSecond;
  }

  /// What `read` reads; where it refuses, its words as wrong usage.
  private <T> T told(String place, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw wrong(place + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
