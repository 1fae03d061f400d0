package dev.staircase.cli;

import dev.staircase.lab.sim.Simulation;
import dev.staircase.lab.sim.SimulationReport;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `simulate`.
@Command(
    name = "simulate",
    description = {
      "Search for defects in simulated worlds.",
      "One world in virtual time for each seed, with scripted models and drawn faults;",
      "every invariant is checked after every event. A failure tells its seed and the",
      "smallest scenario that still fails."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
  private static final long MOST_SEEDS = 1_000_000_000;
  private static final long PROGRESS_NANOS = 200_000_000;

  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many seeds (default: ${DEFAULT-VALUE}).")
  private long seeds;

  @Option(
      names = "--from",
      paramLabel = "S",
      defaultValue = "1",
      description = "The first seed (default: ${DEFAULT-VALUE}).")
  private long from;

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  SimulateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new ParameterException(
          spec.commandLine(), "--seeds: expected 1 to %,d, found %,d".formatted(MOST_SEEDS, seeds));
    }
    SimulationReport report = Simulation.run(from, seeds, progress());
    if (console.terminal().screen()) {
      console.err().print("\r\u001b[K");
      console.err().flush();
    }
    console.line(json ? report.toJson() : words(report));
    report.failures().forEach(failure -> console.say(failure.toString()));
    return report.failures().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /// Told after every seed; tells a person a few times a second.
  private LongConsumer progress() {
    if (!console.terminal().screen()) {
      return done -> {};
    }
    long[] lastNanos = {System.nanoTime()};
    return done -> {
      long now = System.nanoTime();
      if (now - lastNanos[0] > PROGRESS_NANOS) {
        lastNanos[0] = now;
        console.err().print(String.format(Locale.ROOT, "\r%,d of %,d seeds\u001b[K", done, seeds));
        console.err().flush();
      }
    };
  }

  private static String words(SimulationReport report) {
    return String.format(
        Locale.ROOT,
        "%,d seeds from %d: %,d answers as they should be, %,d failures%n%,.0f answers/s, %,.0f"
            + " events/s%nhash of all traces: %s",
        report.seeds(),
        report.from(),
        report.answers(),
        report.failures().size(),
        report.answersPerS(),
        report.eventsPerS(),
        report.hash());
  }
}
