package dev.staircase.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root command `staircase`. Exit codes of it and of every subcommand: 0 done, 1 failed, 2
/// wrong usage, 130 interrupted.
@Command(
    name = "staircase",
    description = "Multi-agent LLM answers that start at once.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes of every command:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong usage, a wrong configuration included",
      "130:interrupted (143: terminated)"
    },
    sortOptions = false)
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  Main() {
    spec = CommandSpec.create();
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /// The whole tree of commands for this process, ready to parse arguments.
  static CommandLine commandLine() {
    return commandLine(Console.ofProcess());
  }

  /// The whole tree of commands in another world.
  static CommandLine commandLine(Console console) {
    CommandLine command =
        new CommandLine(new Main())
            .addSubcommand(new RaceCommand(console))
            .addSubcommand(new AskCommand(console))
            .addSubcommand(new ServeCommand(console))
            .addSubcommand(
                new CommandLine(new ModelsCommand(console)).setOverwrittenOptionsAllowed(true))
            .addSubcommand(new SimulateCommand(console))
            .addSubcommand(
                new CommandLine(new BenchCommand(console))
                    .addSubcommand(new PaperCommand(console))
                    .addSubcommand(new FitCommand(console)))
            .addSubcommand(new PlanCommand(console))
            .addSubcommand(new SoakCommand(console))
            .addSubcommand(new ReplayCommand(console))
            .addSubcommand(new TopologyCommand(console))
            .addSubcommand(new ConfigCommand(console))
            .addSubcommand(new KeysCommand(console))
            .setAllowSubcommandsAsOptionParameters(true) // `bench --paces paper`, `bench paper`
            .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    Complaints.heardFrom(command);
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected a command, found none; the commands are listed below");
  }

  /// The version which the build writes beside this class.
  static String version() throws IOException {
    try (var text = Objects.requireNonNull(Main.class.getResourceAsStream("version.txt"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /// [#version], for the command line.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      return new String[] {version()};
    }
  }
}
