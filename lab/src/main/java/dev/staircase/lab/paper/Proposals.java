package dev.staircase.lab.paper;

/// The two ways to explain the paper's serial times to first token, which are longer (MoA, 10.6 s)
/// and shorter (MAD, 6.70 s) than an answer of 500 tokens at the single model's 14.3 ms.
public enum Proposals {
  /// Everyone writes 500 tokens; the time of a token of those who are read is fitted.
  EQUAL_LENGTH,
  /// The time of a token is taken from the paper, and the length of what is read is fitted: the
  /// proposers' 10 ms are the slope of the paper's first-chunk sweep, the debaters' 14.3 ms the
  /// single model's.
  FITTED_LENGTH
}
