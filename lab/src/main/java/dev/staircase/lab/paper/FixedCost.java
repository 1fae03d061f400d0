package dev.staircase.lab.paper;

/// What a call of several agents costs beyond the single model's, however short it is.
///
/// The paper's times to first token over first chunks of 4, 8 and 32 tokens lie on a line that
/// begins at 0.37 s, where the two calls that stand in a row before the first token would take 0.12
/// s at the single model's 0.06 s. The paper doesn't say what the rest is, nor whether each step
/// pays it.
public enum FixedCost {
  /// Every call takes 0.06 s to its first token, as the single model's.
  NONE(60, 60),
  /// 0.37 s in all before the first token, paid once: by the calls of those who are read, since
  /// each of them makes one.
  ONCE(310, 60),
  /// Every call takes 0.37 s to its first token, so each step pays it again.
  EVERY_CALL(370, 370);

  private final double proposerMs;
  private final double writerMs;

  FixedCost(double proposerMs, double writerMs) {
    this.proposerMs = proposerMs;
    this.writerMs = writerMs;
  }

  /// To the first token of those who are read.
  double proposerMs() {
    return proposerMs;
  }

  /// To the first token of each of the writer's calls.
  double writerMs() {
    return writerMs;
  }
}
