package dev.staircase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.testing.Golden;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

final class MainTest {
  @Test
  void helpOfEveryCommand() {
    Golden.check("help.txt", helpOf(Main.commandLine()));
  }

  @Test
  void versionIsTheBuilds() {
    assertThat(run("--version").out).matches("staircase \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @ParameterizedTest
  @CsvSource({"--help, 0", "--version, 0", "--no-such-option, 2", "no-such-command, 2", "'', 2"})
  void exitCodes(String argument, int code) {
    assertThat(run(argument.isEmpty() ? new String[0] : new String[] {argument}).code)
        .isEqualTo(code);
  }

  /// The help of `command`, followed by that of each command below it.
  private static String helpOf(CommandLine command) {
    var text = new StringBuilder(command.getUsageMessage(Ansi.OFF));
    command.getSubcommands().values().stream()
        .distinct()
        .forEach(below -> text.append("\n").append(helpOf(below)));
    return text.toString();
  }

  private static Ran run(String... args) {
    var out = new StringWriter();
    var command = Main.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    return new Ran(command.execute(args), out.toString());
  }

  private record Ran(int code, String out) {}
}
