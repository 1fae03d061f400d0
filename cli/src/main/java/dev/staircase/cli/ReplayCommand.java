package dev.staircase.cli;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.learn.Paces;
import dev.staircase.lab.learn.Recording;
import dev.staircase.lab.learn.Rerun;
import dev.staircase.lab.learn.RerunTable;
import dev.staircase.runtime.trace.Replay;
import dev.staircase.runtime.trace.Trace;
import dev.staircase.runtime.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `replay FILE`.
@Command(
    name = "replay",
    description = {
      "Check that the engine decides again as a trace says.",
      "Drives it with the recorded events and compares its effects, byte for byte.",
      "With --pace or --layout: what the answer would have been like at another one,",
      "proposals coming when they came, writers being as fast as they were."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      description = "A trace: ask --trace FILE writes one, a server keeps them.")
  private Path file = Path.of("");

  @Option(
      names = "--pace",
      paramLabel = "PACES",
      split = ",",
      description =
          "Paces to try: paper, eager, balanced, careful or serial, such as eager,serial.")
  private List<String> paces = new ArrayList<>();

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description = "grouped or appended (default: the recorded one).")
  private @Nullable String layout;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, @Nullable Pace> tried = tried();
    @Nullable Layout laidOut = layout == null ? null : layout(layout);
    Trace trace = TraceReader.read(file);
    if (!tried.isEmpty()) {
      Recording recorded = Recording.of(trace);
      Rerun rerun = new Rerun(recorded);
      RerunTable table = new RerunTable(recorded);
      table.add("replayed as it was", rerun.at(null, null));
      tried.forEach((name, pace) -> table.add(name, rerun.at(pace, laidOut)));
      console.out().print(table);
      console.out().flush();
      return ExitCode.DONE;
    }
    Replay.Result result = Replay.run(trace);
    if (result.difference() != null) {
      console.line(result.difference().toString());
      return ExitCode.FAILED;
    }
    console.line("same: %,d events, %,d effects".formatted(result.events(), result.effects()));
    return ExitCode.DONE;
  }

  /// The paces to try by the names of their rows; null stands for the recorded one.
  private Map<String, @Nullable Pace> tried() {
    Map<String, @Nullable Pace> tried = new LinkedHashMap<>();
    String where = layout == null ? "" : ", " + layout;
    for (String name : paces) {
      try {
        tried.put(name + where, Paces.of(name));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--pace: " + e.getMessage(), e);
      }
    }
    if (paces.isEmpty() && layout != null) {
      tried.put(layout, null);
    }
    return tried;
  }

  private Layout layout(String name) {
    return switch (name) {
      case "grouped" -> Layout.GROUPED;
      case "appended" -> Layout.APPENDED;
      default ->
          throw new ParameterException(
              spec.commandLine(), "--layout: expected grouped or appended, found " + name);
    };
  }
}
