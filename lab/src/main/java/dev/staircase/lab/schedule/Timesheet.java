package dev.staircase.lab.schedule;

import dev.staircase.core.chat.Usage;

/// Where one agent's time goes, and what its calls take.
final class Timesheet {
  double startMs = -1;
  double endMs;
  double idleMs;
  double readingMs;
  int steps;
  int calls;
  Usage usage = Usage.NONE;
  private double idleFromMs;
  private int open;

  void opened(double ms, int step) {
    startMs = startMs < 0 ? ms : startMs;
    idleMs += open == 0 ? ms - Math.max(startMs, idleFromMs) : 0;
    steps = step;
    open++;
  }

  /// A call has spoken.
  void spoke(double ms, Voice voice) {
    endMs = ms;
    readingMs += voice.said() == 1 ? ms - voice.openedMs : 0;
  }

  /// A call is over.
  void closed(double ms, Voice voice) {
    open--;
    idleFromMs = ms;
    readingMs += voice.said() == 0 ? ms - voice.openedMs : 0;
  }
}
