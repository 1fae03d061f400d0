package dev.staircase.cli;

import java.io.PrintStream;
import java.util.List;

/// Shows lines on a terminal's second screen, each time over the lines before, and gives the first
/// one back as it was.
///
/// A whole picture is one write between the marks of a synchronised update, and lines are
/// overwritten, never cleared first, so that nothing flickers; lines don't wrap, so that a window
/// that has just become narrower spoils nothing.
final class Painter implements AutoCloseable {
  private static final String ESC = "\u001b[";
  private static final String OPEN = ESC + "?1049h" + ESC + "?25l" + ESC + "?7l";
  private static final String CLOSE = ESC + "?7h" + ESC + "?25h" + ESC + "?1049l";
  private static final String BEGIN = ESC + "?2026h" + ESC + "H";
  private static final String END = ESC + "J" + ESC + "?2026l";
  private static final String END_OF_LINE = ESC + "K";

  private final PrintStream out;
  private boolean closed;

  Painter(PrintStream out) {
    this.out = out;
    out.print(OPEN);
    out.flush();
  }

  /// Shows `lines`, which must fit the terminal's height.
  synchronized void show(List<String> lines) {
    if (closed) {
      return;
    }
    StringBuilder picture = new StringBuilder(BEGIN);
    picture.append(String.join(END_OF_LINE + "\r\n", lines)).append(END_OF_LINE).append(END);
    out.print(picture);
    out.flush();
  }

  /// Gives the terminal back; from any thread, any number of times.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      out.print(CLOSE);
      out.flush();
    }
  }
}
