package dev.staircase.runtime.config;

import java.util.List;
import java.util.stream.Stream;

/// A way to say who reads whom, the `topology` of a virtual model.
public enum TopologyKind {
  /// Layers of proposers, then an aggregator (arXiv 2406.04692).
  MIXTURE_OF_AGENTS,
  /// One model alone.
  SINGLE,
  /// Rounds in which debaters answer each other, then a judge (arXiv 2305.14325).
  DEBATE,
  /// Each agent improves on what the one before it wrote (arXiv 2606.05158).
  CHAIN,
  /// Layers whose agents are dealt out to those of the next (arXiv 2606.05158).
  TREE,
  /// Agents that say themselves whom they read.
  GRAPH;

  /// `mixture-of-agents`, `debate`, ...: as in the configuration.
  public String wireName() {
    return WireNames.of(this);
  }

  /// What only agents that read each other need.
  private static final List<String> OF_READERS =
      List.of(
          "mode",
          "pace",
          "layout",
          "quorum",
          "patience",
          "max-tokens",
          "temperature",
          "hand-over",
          "barrier");

  /// What such a team is made of.
  private List<String> keys() {
    return switch (this) {
      case MIXTURE_OF_AGENTS -> List.of("proposers", "layers", "samples", "aggregator");
      case SINGLE -> List.of("aggregator");
      case DEBATE -> List.of("debaters", "samples", "rounds", "judge", "agreement");
      case CHAIN, GRAPH -> List.of("agents");
      case TREE -> List.of("layers", "samples", "aggregator");
    };
  }

  /// Tells of every key of a virtual model that belongs to other topologies.
  void refuseOthersKeys(Cursor model) {
    Stream<String> others =
        Stream.of(values()).flatMap(kind -> kind.keys().stream()).filter(k -> !keys().contains(k));
    Stream.concat(others.distinct(), this == SINGLE ? OF_READERS.stream() : Stream.of())
        .forEach(key -> {
          Cursor extra = model.get(key);
          if (extra != null) {
            extra.problem(
                "expected no %s in topology %s, which is made of %s, found it;"
                        .formatted(key, WireNames.of(this), String.join(", ", keys()))
                    + " leave it out, or choose another topology");
          }
        });
  }
}
