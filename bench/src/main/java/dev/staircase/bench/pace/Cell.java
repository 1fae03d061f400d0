package dev.staircase.bench.pace;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.prompt.Layout;
import dev.staircase.lab.schedule.Cast;
import dev.staircase.lab.schedule.Schedule;
import dev.staircase.runtime.speed.Speeds;
import java.util.ArrayList;
import java.util.List;

/// One answer of the grid.
///
/// @param cached whether models have a prefix cache; then the layout is the one that caches like
/// @param tokens that each agent writes
record Cell(SpeedSet speeds, Shape shape, boolean cached, int tokens) {
  /// Answers from which speeds are measured before the pace is chosen.
  private static final int WATCHED = 2;

  private static final int[] TOKENS = {200, 800};

  /// What the cell's answer comes to.
  ///
  /// @param paces of all agents of the adapted answer
  record Result(Cell cell, Schedule balanced, Schedule auto, List<Pace> paces) {
    /// The adapted answer's time, as a share of the balanced one's.
    double time() {
      return auto.e2eMs() / balanced.e2eMs();
    }

    /// Its prompt tokens likewise.
    double prompts() {
      return (double) auto.usage().promptTokens() / balanced.usage().promptTokens();
    }
  }

  /// The whole grid.
  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (SpeedSet speeds : SpeedSet.values()) {
      for (Shape shape : Shape.values()) {
        for (boolean cached : new boolean[] {false, true}) {
          for (int tokens : TOKENS) {
            cells.add(new Cell(speeds, shape, cached, tokens));
          }
        }
      }
    }
    return cells;
  }

  /// Answers with the pace `balanced` while speeds are measured, then with the pace that follows
  /// from them.
  Result run() {
    Layout layout = cached ? Layout.APPENDED : Layout.GROUPED;
    Cast cast = new Cast(speeds::of, agent -> tokens, cached);
    var standard = shape.plan(layout, (agent, sources) -> Pace.BALANCED);
    Speeds measured = new Speeds();
    Schedule balanced = Schedule.of(standard, cast, measured.watch());
    for (int answer = 1; answer < WATCHED; answer++) {
      Schedule.of(standard, cast, measured.watch());
    }
    var adapted =
        shape.plan(layout, (agent, sources) -> measured.pace(Pace.BALANCED, agent, sources));
    return new Result(this, balanced, Schedule.of(adapted, cast), adapted.paces());
  }
}
