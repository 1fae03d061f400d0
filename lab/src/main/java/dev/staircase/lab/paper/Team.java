package dev.staircase.lab.paper;

import java.util.Locale;

/// Who writes an answer of the paper's.
enum Team {
  /// One model.
  ALONE,
  /// A debate: three debaters answer, then a judge writes from their answers. The paper's serial
  /// time to the first token is less than one answer of 500 tokens takes alone, so that no more
  /// than one round can lie before it.
  MAD,
  /// Mixture-of-Agents of one layer: three proposers and an aggregator.
  MOA;

  /// The lines of a virtual model's configuration that say who takes part.
  ///
  /// @param proposer `upstream/name` of those who are read
  /// @param writer `upstream/name` of the one who writes the answer
  String yaml(String proposer, String writer) {
    return switch (this) {
      case ALONE -> "topology: single, aggregator: %s".formatted(writer);
      case MAD ->
          "topology: debate, debaters: [%1$s, %1$s, %1$s], rounds: 1, judge: %2$s"
              .formatted(proposer, writer);
      case MOA ->
          "topology: mixture-of-agents, proposers: [%1$s, %1$s, %1$s], aggregator: %2$s"
              .formatted(proposer, writer);
    };
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
