package dev.staircase.lab.race;

import java.util.List;

/// One side of a race at one moment.
///
/// @param elapsedMs since the question was put; stands still once the answer is over; 0 before
/// @param ttftMs when the first text came; negative while there is none
/// @param over whether the answer is over
/// @param text the answer so far
/// @param agents in the order of the topology; the last one writes the answer
public record LaneView(
    Lane lane, double elapsedMs, double ttftMs, boolean over, String text, List<AgentView> agents) {
  public LaneView {
    agents = List.copyOf(agents);
  }

  /// Whether any text has come.
  public boolean begun() {
    return ttftMs >= 0;
  }
}
