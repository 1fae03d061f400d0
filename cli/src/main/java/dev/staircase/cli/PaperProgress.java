package dev.staircase.cli;

import dev.staircase.lab.paper.Cell;
import dev.staircase.lab.paper.Figures;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Tells how far a run is and how long it will still take, on a line that is written over where
/// there is a screen.
final class PaperProgress {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(15).toNanos();
  private static final double MS_PER_S = 1_000;

  private final Console console;
  private final Map<Cell, Figures> ideal;
  private final double[] leftMs;
  private final int answers;
  private int answered;
  private long toldNanos = System.nanoTime();

  /// @param lanes what is answered at the same time, one after the other
  /// @param ideal how long each is expected to take
  PaperProgress(Console console, List<List<Cell>> lanes, Map<Cell, Figures> ideal) {
    this.console = console;
    this.ideal = ideal;
    this.leftMs =
        lanes.stream().mapToDouble(lane -> lane.stream().mapToDouble(this::ms).sum()).toArray();
    this.answers = lanes.stream().mapToInt(List::size).sum();
  }

  /// An answer of a lane is over.
  synchronized void answered(int lane, Cell cell) {
    answered++;
    leftMs[lane] -= ms(cell);
    boolean screen = console.terminal().screen();
    long now = System.nanoTime();
    if (screen || now - toldNanos >= INTERVAL_NANOS) {
      toldNanos = now;
      double leftS = Arrays.stream(leftMs).max().orElse(0) / MS_PER_S;
      String line = Bar.line("bench", answered, answers, 0, leftS);
      if (screen) {
        Bar.show(console, line);
      } else {
        console.say(line);
      }
    }
  }

  /// Leaves the line.
  void end() {
    if (console.terminal().screen()) {
      console.say("");
    }
  }

  private double ms(Cell cell) {
    Figures figures = ideal.get(cell);
    return figures == null ? 0 : figures.e2eMs();
  }
}
