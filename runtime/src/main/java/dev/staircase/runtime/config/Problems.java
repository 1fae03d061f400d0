package dev.staircase.runtime.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with one document.
final class Problems {
  private record At(KeyPath path, Problem problem) {}

  private final String file;
  private final List<At> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Place place, KeyPath path, String message) {
    found.add(
        new At(path, new Problem(file, place.line(), place.column(), path.toString(), message)));
  }

  /// Whether something was said of this very value.
  boolean about(KeyPath path) {
    return found.stream().anyMatch(at -> at.path().equals(path));
  }

  /// Whether a value or anything within it is wrong.
  boolean within(KeyPath path) {
    return found.stream().anyMatch(at -> at.path().startsWith(path));
  }

  List<Problem> inFileOrder() {
    return found.stream()
        .map(At::problem)
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(inFileOrder());
    }
  }
}
