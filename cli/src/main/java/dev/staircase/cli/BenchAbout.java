package dev.staircase.cli;

import dev.staircase.lab.page.About;
import dev.staircase.lab.trial.Prompt;
import dev.staircase.lab.trial.Reply;
import dev.staircase.lab.trial.Report;
import dev.staircase.lab.trial.Setup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// What the report of a benchmark says of itself, and what a reader has to know.
///
/// @param missing how many answers were not asked for yet
record BenchAbout(
    CommandSpec spec, BenchSite site, BenchOptions options, Setup setup, int missing) {
  /// Writes the report.
  void report(List<Prompt> prompts, List<Reply> replies) throws IOException {
    About about = Provenance.of(spec, notes());
    Report.write(options.out, setup, options.objective(), prompts, replies, about);
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
    if (options.slo != null) {
      notes.add(
          "Goodput: the share of all answers, failed ones too, that keep every limit of: "
              + options.slo);
    }
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
