package dev.staircase.cli;

import java.util.Locale;

/// A bar that tells how far something has come.
final class Bar {
  private static final int CELLS = 30;
  private static final String OVER_THE_LINE = "\r\u001b[K";

  private Bar() {}

  /// Writes it over the last one, on a screen.
  static void show(Console console, String line) {
    console.err().print(OVER_THE_LINE + line);
    console.err().flush();
  }

  /// What is shown.
  ///
  /// @param what is done
  /// @param leftS seconds; negative where nobody knows
  static String line(String what, int done, int all, int failed, double leftS) {
    int full = (int) ((long) CELLS * done / all);
    return "%s [%s%s] %d/%d%s, %s left"
        .formatted(
            what,
            "#".repeat(full),
            ".".repeat(CELLS - full),
            done,
            all,
            failed == 0 ? "" : " (%d failed)".formatted(failed),
            leftS < 0 ? "?" : time(Math.round(leftS)));
  }

  private static String time(long s) {
    return s >= 3_600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", s / 3_600, s / 60 % 60, s % 60)
        : String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
  }
}
