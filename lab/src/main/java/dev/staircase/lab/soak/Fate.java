package dev.staircase.lab.soak;

/// What became of a client's question.
public enum Fate {
  /// The whole answer came, and it was right.
  ANSWERED,
  /// An error was told, before the answer or within it.
  REFUSED,
  /// The client left, as it meant to.
  LEFT,
  /// The connection broke; what had come was right.
  CUT,
  /// Something that was told is not so.
  WRONG,
  /// Neither an end nor an error came.
  HUNG
}
