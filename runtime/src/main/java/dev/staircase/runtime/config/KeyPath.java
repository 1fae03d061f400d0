package dev.staircase.runtime.config;

import java.util.ArrayList;
import java.util.List;

/// The way from a document's root to a value: keys (text) and positions in lists (numbers).
record KeyPath(List<Object> steps) {
  static final KeyPath ROOT = new KeyPath(List.of());

  KeyPath {
    steps = List.copyOf(steps);
  }

  KeyPath then(Object step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new KeyPath(longer);
  }

  /// `models.trio.proposers[0]`; keys of other characters stand quoted in brackets.
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer position) {
        text.append('[').append(position).append(']');
      } else if (step.toString().matches("[A-Za-z0-9_-]+")) {
        text.append(text.isEmpty() ? "" : ".").append(step);
      } else {
        text.append("[\"").append(Found.shortened(step.toString())).append("\"]");
      }
    }
    return text.toString();
  }
}
