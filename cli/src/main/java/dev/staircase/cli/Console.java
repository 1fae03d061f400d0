package dev.staircase.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The world as a command sees it, so that tests can give it another.
///
/// @param in standard input
/// @param out standard output: answers and what was asked for, nothing else
/// @param err standard error: all that is said about them
/// @param env the environment's variables
/// @param terminal what `out` leads to
/// @param interrupts gives what Ctrl-C is caught with
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> env,
    Terminal terminal,
    Interrupts interrupts) {

  /// Gives what Ctrl-C is caught with.
  @FunctionalInterface
  interface Interrupts {
    /// Catches from now on, until it is closed.
    Interrupt listen();
  }

  /// This process. Text is UTF-8, whatever the locale: models answer in any script.
  static Console ofProcess() {
    Map<String, String> env = System.getenv();
    return new Console(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        env,
        Terminal.ofProcess(env),
        Interrupt::ofProcess);
  }

  /// Writes a line to standard output at once.
  void line(String text) {
    out.println(text);
    out.flush();
  }

  /// Writes a line to standard error.
  void say(String text) {
    err.println(text);
    err.flush();
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
