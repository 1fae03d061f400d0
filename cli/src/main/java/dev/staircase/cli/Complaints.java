package dev.staircase.cli;

import dev.staircase.lab.learn.LearnException;
import dev.staircase.lab.trial.TrialException;
import dev.staircase.runtime.AskException;
import dev.staircase.runtime.config.ConfigException;
import dev.staircase.runtime.trace.TraceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells people what went wrong: one place from errors to words and exit codes.
final class Complaints {
  private Complaints() {}

  /// Hears the errors of a command and all below it.
  static void heardFrom(CommandLine command) {
    command.setParameterExceptionHandler(Complaints::usage);
    command.setExecutionExceptionHandler(Complaints::failure);
  }

  private static int usage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("staircase: " + e.getMessage());
    boolean suggested = UnmatchedArgumentException.printSuggestions(e, err);
    if (command.getParent() == null && !suggested) {
      err.println();
      command.usage(err);
    } else {
      err.printf("Try: %s --help%n", command.getCommandSpec().qualifiedName());
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static int failure(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    int code =
        switch (e) {
          case ConfigException wrong ->
              told(err, "%s".formatted(wrong.getMessage()), ExitCode.USAGE);
          case AskException.NoSuchModel none ->
              told(err, "--model: " + none.getMessage(), ExitCode.USAGE);
          case AskException.Wrong wrong -> told(err, wrong.getMessage(), ExitCode.USAGE);
          case TrialException wrong -> told(err, wrong.getMessage(), ExitCode.USAGE);
          case LearnException wrong -> told(err, wrong.getMessage(), ExitCode.USAGE);
          case TraceException wrong -> told(err, wrong.getMessage(), ExitCode.USAGE);
          case NoSuchFileException none ->
              told(err, none.getFile() + ": expected a file or folder, found none", ExitCode.USAGE);
          case IOException broken -> told(err, words(broken), ExitCode.FAILED);
          case UncheckedIOException broken ->
              told(err, String.valueOf(broken.getMessage()), ExitCode.FAILED);
          case InterruptedException interrupted -> told(err, "interrupted", ExitCode.INTERRUPTED);
          default -> {
            e.printStackTrace(err);
            yield told(err, "this is a defect of staircase: " + e, ExitCode.FAILED);
          }
        };
    err.flush();
    return code;
  }

  private static int told(PrintWriter err, @Nullable String message, int code) {
    String.valueOf(message).lines().forEach(line -> err.println("staircase: " + line));
    return code;
  }

  private static String words(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
