package dev.staircase.cli;

import dev.staircase.lab.trial.About;
import dev.staircase.lab.trial.Prompt;
import dev.staircase.lab.trial.Reply;
import dev.staircase.lab.trial.Report;
import dev.staircase.lab.trial.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// What the report of a benchmark says of itself: the command, the versions, and what a reader has
/// to know.
///
/// @param missing how many answers were not asked for yet
record BenchAbout(CommandSpec spec, BenchSite site, Setup setup, int missing) {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");

  /// Writes the report.
  void report(Path folder, List<Prompt> prompts, List<Reply> replies) throws IOException {
    var about =
        new About(
            command(), MINUTES.format(ZonedDateTime.now(ZoneOffset.UTC)), versions(), notes());
    Report.write(folder, setup, prompts, replies, about);
  }

  private String command() {
    return spec.root().commandLine().getParseResult().originalArgs().stream()
        .map(BenchAbout::quoted)
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
    versions.put("Chart.js", Report.chartVersion());
    return versions;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (missing > 0) {
      notes.add("Interrupted: %d answers are missing.".formatted(missing));
    }
    notes.add(
        site.builtIn()
            ? Session.NO_LANGUAGE_MODELS + " Each column has its own copy of them."
            : "All columns asked the same upstreams: a prefix cache there may know a prompt from"
                + " another column.");
    notes.add(
        setup.rate() == null
            ? "Closed load: %d at a time, the next question when an answer is over."
                .formatted(setup.concurrency())
            : "Open load: %s questions a second over all columns together, arriving at random."
                .formatted(setup.rate()));
    notes.add(
        "%d questions to each column, in turn forwards and backwards (ABBA), after %d that don't count; seed %d."
            .formatted(setup.requests(), setup.warmUp(), setup.seed()));
    notes.add(
        "The ideal schedule is the engine's on models that keep their exact speeds: what is beyond"
            + " it is jitter, word ends, the wire and our own work."
            + (site.builtIn()
                ? ""
                : " Their speeds are fitted to what was measured, network and queues included, so"
                    + " that it may lie a little off, on either side."));
    notes.add(
        "Client, server and built-in models share this machine. Tokens of an answer are estimated"
            + " from its text; those of the cost are the models' own count, or estimated for calls"
            + " that were cut.");
    return notes;
  }
}
