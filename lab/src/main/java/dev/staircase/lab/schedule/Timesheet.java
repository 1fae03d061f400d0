package dev.staircase.lab.schedule;

import dev.staircase.core.chat.Usage;
import dev.staircase.lab.schedule.Schedule.AgentSchedule;

/// Where one agent's time goes, and what its calls take.
final class Timesheet {
  private double startMs = -1;
  private double endMs;
  private double idleMs;
  private double readingMs;
  private int steps;
  private int calls;
  private Usage usage = Usage.NONE;
  private double idleFromMs;
  private int open;

  void opened(double ms, int step) {
    startMs = startMs < 0 ? ms : startMs;
    idleMs += open == 0 ? ms - Math.max(startMs, idleFromMs) : 0;
    steps = step;
    open++;
  }

  /// A call is over.
  void closed(double ms, Voice voice) {
    calls++;
    usage = usage.plus(voice.usage());
    if (!voice.writes()) {
      return;
    }
    open--;
    idleFromMs = ms;
    endMs = Math.max(endMs, voice.lastMs());
    readingMs += (voice.said() == 0 ? ms : voice.firstMs()) - voice.openedMs;
  }

  AgentSchedule of(String agent) {
    return new AgentSchedule(
        agent, Math.max(0, startMs), endMs, steps, calls, usage, idleMs, readingMs);
  }
}
