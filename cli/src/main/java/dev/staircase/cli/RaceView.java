package dev.staircase.cli;

import dev.staircase.lab.race.LaneView;

/// Shows a race while it is run; called about twenty times a second.
interface RaceView extends AutoCloseable {
  void show(LaneView serial, LaneView staircase);

  @Override
  void close();
}
