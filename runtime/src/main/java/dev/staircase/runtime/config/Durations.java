package dev.staircase.runtime.config;

/// Durations as people write them: a whole number and a unit, `500ms`, `3s`, `2m` or `1h`.
final class Durations {
  private Durations() {}

  /// Milliseconds of a duration.
  ///
  /// @param text what the schema lets through: up to 9 digits and a unit
  static long parseMs(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return Long.parseLong(text.substring(0, digits)) * unitMs(text.substring(digits));
  }

  private static long unitMs(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default ->
          throw new IllegalArgumentException("expected a unit ms, s, m or h, found '" + unit + "'");
    };
  }

  /// In the largest unit that says it exactly.
  static String show(long ms) {
    if (ms == 0) {
      return "0s";
    }
    for (String unit : new String[] {"h", "m", "s"}) {
      if (ms % unitMs(unit) == 0) {
        return ms / unitMs(unit) + unit;
      }
    }
    return ms + "ms";
  }
}
