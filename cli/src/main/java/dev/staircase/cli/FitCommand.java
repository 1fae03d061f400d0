package dev.staircase.cli;

import dev.staircase.lab.learn.FleetFit;
import dev.staircase.lab.learn.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench fit`.
@Command(
    name = "fit",
    description = {
      "Make a fleet file for the simulator of recorded answers.",
      "How fast each model was, who answered, how long texts were and how often",
      "questions came; each figure says on how many calls it rests. What traces can't",
      "tell (servers, slots, prices) is assumed, and marked so that you can set it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class FitCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "TRACES",
      arity = "1..*",
      description = "Traces, or folders of them (*.jsonl, *.jsonl.gz).")
  private List<Path> traces = new ArrayList<>();

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Lengths are those of a benchmark's results.jsonl, not the traces'.")
  private @Nullable Path results;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the fleet goes (default: standard output).")
  private @Nullable Path out;

  FitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Traces read = Traces.read(traces);
    read.skipped().forEach(why -> console.say("staircase: left out: " + why));
    FleetFit fit = FleetFit.of(read, results);
    fit.remarks().forEach(remark -> console.say("staircase: " + remark));
    if (out == null) {
      console.out().print(fit.toYaml());
      console.out().flush();
    } else {
      Files.writeString(out, fit.toYaml());
      console.say(
          "[%s: models: %,d, traces: %,d; what traces can't tell is marked as assumed]"
              .formatted(out, fit.models().size(), fit.traces()));
    }
    return ExitCode.DONE;
  }
}
