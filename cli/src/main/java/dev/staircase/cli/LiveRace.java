package dev.staircase.cli;

import dev.staircase.lab.race.LaneView;

/// Shows a race on a screen, both answers side by side as they grow.
final class LiveRace implements RaceView {
  private static final long MEASURE_NANOS = 1_000_000_000;

  private final String question;
  private final Terminal terminal;
  private final Painter painter;
  private Terminal.Size size;
  private long measuredNanos;

  LiveRace(String question, Console console) {
    this.question = question;
    this.terminal = console.terminal();
    this.size = terminal.size();
    this.measuredNanos = System.nanoTime();
    this.painter = new Painter(console.out());
  }

  @Override
  public void show(LaneView serial, LaneView staircase) {
    if (System.nanoTime() - measuredNanos > MEASURE_NANOS) {
      size = terminal.size();
      measuredNanos = System.nanoTime();
    }
    painter.show(RaceScreen.lines(question, serial, staircase, size.columns(), size.rows()));
  }

  @Override
  public void close() {
    painter.close();
  }
}
