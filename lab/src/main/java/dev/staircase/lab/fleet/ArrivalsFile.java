package dev.staircase.lab.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Times of arrival as they were seen once: a file of milliseconds since the beginning, one number
/// a line, in ascending order; empty lines are passed over.
final class ArrivalsFile {
  private ArrivalsFile() {}

  /// @throws IllegalArgumentException where a line is none; tells which
  static Arrivals.Trace read(Path file) {
    List<Double> times = new ArrayList<>();
    int number = 0;
    double last = 0;
    for (String line : lines(file)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      double ms = ms(line);
      if (!(ms >= last && ms < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "%s:%d: expected a number of milliseconds, 0 or more and not before the line above,"
                    .formatted(file, number)
                + " found '%s'".formatted(line.strip()));
      }
      times.add(ms);
      last = ms;
    }
    if (times.isEmpty()) {
      throw new IllegalArgumentException(file + ": expected times of arrival, found an empty file");
    }
    return new Arrivals.Trace(times);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "expected a file of times, found no "
              + file
              + "; its path is taken from the fleet file's",
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + ": expected a text file that can be read, found " + e, e);
    }
  }

  private static double ms(String line) {
    try {
      return Double.parseDouble(line);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
