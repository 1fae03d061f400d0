package dev.staircase.cli;

import dev.staircase.lab.page.About;
import dev.staircase.lab.page.Page;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// What a report says of itself: the command, the time, the versions.
final class Provenance {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");

  private Provenance() {}

  /// Of a report that is written now.
  ///
  /// @param notes what a reader has to know
  static About of(CommandSpec spec, List<String> notes) throws IOException {
    return new About(
        command(spec), MINUTES.format(ZonedDateTime.now(ZoneOffset.UTC)), versions(), notes);
  }

  private static String command(CommandSpec spec) {
    return spec.root().commandLine().getParseResult().originalArgs().stream()
        .map(Provenance::quoted)
        .collect(Collectors.joining(" ", "./staircase ", ""));
  }

  /// As a shell reads it.
  static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  private static Map<String, String> versions() throws IOException {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Staircase", new Main.Version().getVersion()[0]);
    versions.put("Java", System.getProperty("java.vm.version", ""));
    versions.put(
        "System", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
    versions.put("Processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    versions.put("Chart.js", Page.chartVersion());
    return versions;
  }
}
