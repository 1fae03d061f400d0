package dev.staircase.cli;

import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.runtime.config.Config;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `config check FILE` and `config show [FILE]`.
@Command(
    name = "config",
    description = "Check a configuration file, or show what is in effect.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
final class ConfigCommand implements Runnable {
  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  ConfigCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected check or show after config, found nothing");
  }

  @Command(
      name = "check",
      description = "Tell all that is wrong with a file, each mistake with its line.",
      mixinStandardHelpOptions = true)
  int check(@Parameters(paramLabel = "FILE") Path file) {
    Config config = Config.load(file, console.env());
    console.line(
        "%s: no mistakes found. Upstreams: %s. Models: %s."
            .formatted(
                file,
                String.join(", ", config.upstreams().keySet()),
                String.join(", ", config.models().keySet())));
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      description = {
        "Show what is in effect, defaults filled in, secrets masked.",
        "Without a file: what holds for the built-in models."
      },
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file) {
    String builtIn = "http://127.0.0.1:%d/v1".formatted(PacedOptions.DEFAULT_PORT);
    Config config = file == null ? Config.builtIn(builtIn) : Config.load(file, console.env());
    console.out().print(config.show());
    console.out().flush();
    return ExitCode.DONE;
  }
}
