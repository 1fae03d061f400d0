package dev.staircase.runtime.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with one document.
final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();

  /// What something was said of, and all that it lies within: looked up for every value.
  private final Set<KeyPath> about = new HashSet<>();

  private final Set<KeyPath> around = new HashSet<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Place place, KeyPath path, String message) {
    found.add(new Problem(file, place.line(), place.column(), path.toString(), message));
    about.add(path);
    for (int length = 0; length <= path.steps().size(); length++) {
      around.add(new KeyPath(path.steps().subList(0, length)));
    }
  }

  /// Whether something was said of this very value.
  boolean about(KeyPath path) {
    return about.contains(path);
  }

  /// Whether a value or anything within it is wrong.
  boolean within(KeyPath path) {
    return around.contains(path);
  }

  List<Problem> inFileOrder() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .toList();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(inFileOrder());
    }
  }
}
