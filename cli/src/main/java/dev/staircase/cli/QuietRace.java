package dev.staircase.cli;

import dev.staircase.lab.race.LaneView;

/// Shows nothing.
final class QuietRace implements RaceView {
  @Override
  public void show(LaneView serial, LaneView staircase) {}

  @Override
  public void close() {}
}
