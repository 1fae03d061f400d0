package dev.staircase.cli;

import dev.staircase.lab.paper.Cell;
import dev.staircase.lab.paper.PaperJson;
import dev.staircase.lab.paper.PaperReport;
import dev.staircase.lab.paper.PaperTable;
import dev.staircase.lab.paper.Study;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench paper`.
@Command(
    name = "paper",
    description = {
      "The table of the paper (arXiv 2510.05059), its figures beside ours.",
      "Built-in models of its speeds answer through the server, on loopback, in about",
      "five minutes; --virtual plays the same answers in virtual time, in seconds.",
      "What the paper does not tell is explained in several ways, the one that comes",
      "closest to its figures first. The models are no language models."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PaperCommand implements Callable<Integer> {
  private static final int ROUNDS = 3;
  private static final long SEED = 1;

  private final Console console;

  @Option(names = "--virtual", description = "In virtual time; always the same figures.")
  private boolean virtual;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  PaperCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PaperReport report = PaperReport.virtual();
    if (virtual) {
      print(report);
      return ExitCode.DONE;
    }
    try (var interrupt = console.interrupts().listen();
        var loops = new Loops()) {
      WarmUp.server(loops.vertx());
      PaperRun run =
          PaperRun.open(loops.vertx(), lanes(report), report.ideal(), ROUNDS, SEED, console);
      try {
        interrupt.then(run::cancel);
        if (run.run()) {
          print(report.measured(run.medians()));
          return ExitCode.DONE;
        }
        console.say("staircase: interrupted; every call is closed");
        return ExitCode.INTERRUPTED;
      } finally {
        run.close();
      }
    }
  }

  /// The answers in rows that are gone through at the same time, each cell after the one before it:
  /// the table under all conditions, the rest under those that come closest to the paper.
  private static List<List<Cell>> lanes(PaperReport report) {
    List<List<Cell>> lanes = new ArrayList<>();
    report.studies().forEach(study -> lanes.addAll(study.rows()));
    Study closest = report.studies().getFirst();
    lanes.add(closest.sweep());
    lanes.add(closest.large());
    return lanes;
  }

  private void print(PaperReport report) throws IOException {
    if (json) {
      console.line(PaperJson.of(report, SEED, new Main.Version().getVersion()[0]));
    } else {
      console.out().print(PaperTable.of(report));
      console.out().flush();
    }
  }
}
