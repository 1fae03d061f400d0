package dev.staircase.cli;

import java.util.Locale;

/// Tells how far a benchmark has come: a bar on a terminal, a line for each tenth elsewhere; both
/// on standard error.
final class BenchProgress {
  private static final int CELLS = 30;
  private static final int LINES = 10;
  private static final String OVER_THE_LINE = "\r\u001b[K";

  private final Console console;
  private final int all;
  private final int before;
  private long startNanos = System.nanoTime();
  private int done;
  private int failed;

  /// @param before how many answers were there from the start
  BenchProgress(Console console, int all, int before) {
    this.console = console;
    this.all = all;
    this.before = before;
    this.done = before;
    if (before > 0) {
      console.say("bench: goes on after %d of %d answers".formatted(before, all));
    }
  }

  /// The warm-up is over.
  synchronized void begin() {
    startNanos = System.nanoTime();
    show();
  }

  synchronized void answered(boolean wrong) {
    done++;
    failed += wrong ? 1 : 0;
    show();
  }

  /// Leaves what was shown last.
  synchronized void end() {
    if (console.terminal().screen()) {
      console.err().println();
      console.err().flush();
    }
  }

  private void show() {
    String line = line(done, all, failed, left());
    if (console.terminal().screen()) {
      console.err().print(OVER_THE_LINE + line);
      console.err().flush();
    } else if (done == before || (long) done * LINES / all > (done - 1L) * LINES / all) {
      console.say(line);
    }
  }

  /// Seconds that the rest takes at the pace so far; negative where nobody knows.
  private double left() {
    double elapsed = (System.nanoTime() - startNanos) / 1e9;
    return done == before ? -1 : elapsed / (done - before) * (all - done);
  }

  /// What is shown.
  ///
  /// @param leftS seconds; negative where nobody knows
  static String line(int done, int all, int failed, double leftS) {
    int full = (int) ((long) CELLS * done / all);
    return "bench [%s%s] %d/%d%s, %s left"
        .formatted(
            "#".repeat(full),
            ".".repeat(CELLS - full),
            done,
            all,
            failed == 0 ? "" : " (%d failed)".formatted(failed),
            leftS < 0 ? "?" : time(Math.round(leftS)));
  }

  private static String time(long s) {
    return s >= 3_600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", s / 3_600, s / 60 % 60, s % 60)
        : String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
  }
}
