package dev.staircase.cli;

/// Tells how far a benchmark has come: a bar on a terminal, a line for each tenth elsewhere; both
/// on standard error.
final class BenchProgress {
  private static final int LINES = 10;

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
    String line = Bar.line("bench", done, all, failed, left());
    if (console.terminal().screen()) {
      Bar.show(console, line);
    } else if (done == before || (long) done * LINES / all > (done - 1L) * LINES / all) {
      console.say(line);
    }
  }

  /// Seconds that the rest takes at the pace so far; negative where nobody knows.
  private double left() {
    double elapsed = (System.nanoTime() - startNanos) / 1e9;
    return done == before ? -1 : elapsed / (done - before) * (all - done);
  }
}
