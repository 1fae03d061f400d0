package dev.staircase.runtime.config;

/// Where something stands in a file, both counted from 1; [#NOWHERE] for what came from no file.
record Place(int line, int column) {
  static final Place NOWHERE = new Place(0, 0);
}
