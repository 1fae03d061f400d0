package dev.staircase.cli;

import dev.staircase.lab.race.Lane;
import dev.staircase.lab.race.LaneView;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells a race in plain lines: when a first text comes, when an answer is over, and between them
/// every few seconds.
final class PlainRace implements RaceView {
  private static final double REPORT_MS = 2_000;

  private final Console console;
  private final Set<Lane> begun = EnumSet.noneOf(Lane.class);
  private final Set<Lane> over = EnumSet.noneOf(Lane.class);
  private final Map<Lane, Double> reportedMs = new EnumMap<>(Lane.class);

  PlainRace(Console console) {
    this.console = console;
  }

  @Override
  public void show(LaneView serial, LaneView staircase) {
    tell(staircase);
    tell(serial);
  }

  private void tell(LaneView lane) {
    if (lane.begun() && begun.add(lane.lane())) {
      told(lane, lane.ttftMs(), "first text");
    }
    if (lane.over()) {
      if (over.add(lane.lane())) {
        told(lane, lane.elapsedMs(), "done");
      }
    } else if (lane.elapsedMs() - reportedMs.getOrDefault(lane.lane(), 0.0) >= REPORT_MS) {
      told(lane, lane.elapsedMs(), progress(lane));
    }
  }

  private static String progress(LaneView lane) {
    return (lane.begun() ? "writing" : "no text yet")
        + lane.agents().stream()
            .map(agent -> "%s %d".formatted(agent.name(), agent.tokens()))
            .collect(Collectors.joining(", ", " (tokens: ", ")"));
  }

  private void told(LaneView lane, double atMs, String what) {
    reportedMs.put(lane.lane(), lane.elapsedMs());
    console.line(
        String.format(Locale.ROOT, "%6.2f s  %-10s %s", atMs / 1_000, lane.lane().mode(), what));
  }

  @Override
  public void close() {}
}
