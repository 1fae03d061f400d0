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
      "Drives the engine with the events of a trace that ask wrote, and compares",
      "what it decides with what was recorded, byte for byte."
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
