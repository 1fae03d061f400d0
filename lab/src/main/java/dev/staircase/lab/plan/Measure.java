package dev.staircase.lab.plan;

/// A figure in which one strategy is ahead of another.
public enum Measure {
  TTFT_P95("TTFT p95"),
  E2E_P95("E2E p95"),
  GOODPUT("goodput");

  private static final double SLACK = 0.01;

  /// What people call it.
  public final String label;

  Measure(String label) {
    this.label = label;
  }

  /// How far the second is behind: 0 or less where it isn't. Shares of answers differ where they
  /// differ by a hundredth.
  double behind(Point first, Point second) {
    return switch (this) {
      case TTFT_P95 -> second.ttftP95Ms() - first.ttftP95Ms();
      case E2E_P95 -> second.e2eP95Ms() - first.e2eP95Ms();
      case GOODPUT -> first.goodput() - second.goodput() - SLACK;
    };
  }
}
