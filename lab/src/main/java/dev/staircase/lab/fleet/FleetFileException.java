package dev.staircase.lab.fleet;

import dev.staircase.runtime.config.Problem;

/// A fleet file can't be used; the message begins with the place.
final class FleetFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  FleetFileException(Problem problem) {
    super(problem.toString());
  }
}
