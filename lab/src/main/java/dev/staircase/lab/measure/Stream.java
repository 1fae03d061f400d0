package dev.staircase.lab.measure;

import dev.staircase.core.engine.Tokens;
import dev.staircase.runtime.answer.Gaps;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Records when the pieces of one answer came, and tells what that means for its reader.
///
/// Times are nanoseconds of one clock. Tokens are estimated by [Tokens], a piece being several
/// where a server gathers them.
public final class Stream {
  private static final int FIFTY = 50;

  private final long startNanos;
  private final StringBuilder text = new StringBuilder();
  private long[] pieceNanos = new long[64];
  private int pieces;
  private int tokens;
  private long secondTokenNanos = -1;
  private long fiftiethTokenNanos = -1;

  /// @param startNanos when the request was sent
  public Stream(long startNanos) {
    this.startNanos = startNanos;
  }

  /// What a reader sees of one answer.
  ///
  /// @param ttftMs to the first text
  /// @param ttstMs to the second token; to the first text where one piece held both
  /// @param e2eMs to the last text
  /// @param stallMs sum of the gaps between pieces that are longer than three times their median
  /// @param maxGapMs the longest gap
  /// @param itlMs mean time between tokens after the first: (e2e - ttft) / (tokens - 1)
  /// @param tokens estimated tokens of the answer
  public record Figures(
      double ttftMs,
      double ttstMs,
      double e2eMs,
      double stallMs,
      double maxGapMs,
      double itlMs,
      int tokens) {}

  /// Takes a piece of text that came at a time.
  public void piece(long atNanos, String piece) {
    if (piece.isEmpty()) {
      return;
    }
    text.append(piece);
    if (pieces == pieceNanos.length) {
      pieceNanos = Arrays.copyOf(pieceNanos, 2 * pieces);
    }
    pieceNanos[pieces++] = atNanos;
    tokens += Tokens.in(piece);
    if (secondTokenNanos < 0 && tokens > 1) {
      secondTokenNanos = atNanos;
    }
    if (fiftiethTokenNanos < 0 && tokens >= FIFTY) {
      fiftiethTokenNanos = atNanos;
    }
  }

  /// The text so far.
  public String text() {
    return text.toString();
  }

  /// The times between the pieces so far, in their order.
  public double[] gapsMs() {
    double[] gaps = new double[Math.max(0, pieces - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = ms(pieceNanos[i + 1] - pieceNanos[i]);
    }
    return gaps;
  }

  /// How long it took to the 50th token; empty where fewer have come.
  public OptionalDouble t50Ms() {
    return fiftiethTokenNanos < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(ms(fiftiethTokenNanos - startNanos));
  }

  /// The figures of the pieces so far.
  ///
  /// @throws IllegalStateException when no piece has come
  public Figures figures() {
    if (pieces == 0) {
      throw new IllegalStateException("no text has come, so there is nothing to measure");
    }
    double[] gaps = gapsMs();
    double ttft = ms(pieceNanos[0] - startNanos);
    double e2e = ms(pieceNanos[pieces - 1] - startNanos);
    return new Figures(
        ttft,
        secondTokenNanos < 0 ? ttft : ms(secondTokenNanos - startNanos),
        e2e,
        Gaps.stalled(gaps),
        Arrays.stream(gaps).max().orElse(0),
        tokens < 2 ? 0 : (e2e - ttft) / (tokens - 1),
        tokens);
  }

  private static double ms(long nanos) {
    return nanos / 1e6;
  }
}
