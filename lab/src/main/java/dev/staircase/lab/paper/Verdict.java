package dev.staircase.lab.paper;

/// A staircase answer beside its serial one and the single model's, and whether that is what we
/// want. Figures are judged as they are, not as they are shown.
///
/// @param ttftCut share of the serial time to first token that is gone
/// @param itl time between tokens after the first, as a multiple of the single model's
/// @param e2e whole time, as a share of the serial one
record Verdict(double ttftCut, double itl, double e2e) {
  static final double LEAST_TTFT_CUT = 0.93;
  static final double MOST_ITL = 1.10;
  static final double MOST_E2E = 0.62;

  static Verdict of(Figures staircase, Figures serial, Figures single) {
    return new Verdict(
        1 - staircase.ttftMs() / serial.ttftMs(),
        staircase.itlMs() / single.itlMs(),
        staircase.e2eMs() / serial.e2eMs());
  }

  boolean ttftMet() {
    return ttftCut >= LEAST_TTFT_CUT;
  }

  boolean itlMet() {
    return itl <= MOST_ITL;
  }

  boolean e2eMet() {
    return e2e <= MOST_E2E;
  }
}
