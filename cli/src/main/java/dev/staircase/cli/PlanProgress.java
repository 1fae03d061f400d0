package dev.staircase.cli;

import dev.staircase.lab.plan.Progress;

/// Tells on a screen how far a plan has come; is silent elsewhere.
final class PlanProgress implements Progress {
  private final Console console;
  private final long startNanos = System.nanoTime();

  PlanProgress(Console console) {
    this.console = console;
  }

  @Override
  public void ran(int done, int expected) {
    if (console.terminal().screen()) {
      double elapsed = (System.nanoTime() - startNanos) / 1e9;
      Bar.show(console, Bar.line("plan", done, expected, 0, elapsed / done * (expected - done)));
    }
  }

  /// Leaves an empty line.
  void end() {
    if (console.terminal().screen()) {
      Bar.show(console, "");
    }
  }
}
