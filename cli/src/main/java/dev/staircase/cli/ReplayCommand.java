package dev.staircase.cli;

import dev.staircase.runtime.trace.Replay;
import dev.staircase.runtime.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `replay FILE`.
@Command(
    name = "replay",
    description = {
      "Check that the engine decides again as a trace says.",
      "Drives it with the recorded events and compares its effects, byte for byte."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "A trace: ask --trace FILE writes one.")
  private Path file = Path.of("");

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Replay.Result result = Replay.run(TraceReader.read(file));
    if (result.difference() != null) {
      console.line(result.difference().toString());
      return ExitCode.FAILED;
    }
    console.line("same: %,d events, %,d effects".formatted(result.events(), result.effects()));
    return ExitCode.DONE;
  }
}
