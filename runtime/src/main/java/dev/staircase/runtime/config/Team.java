package dev.staircase.runtime.config;

import java.util.List;
import java.util.stream.Stream;

/// Which models a virtual model is made of, and who reads whom.
public sealed interface Team {
  /// The model that writes the answer.
  AgentSettings writer();

  /// All models, the writer last.
  List<AgentSettings> members();

  /// The models that read others, so that they are asked to continue their own text.
  List<AgentSettings> readers();

  /// Layers of proposers and an aggregator (arXiv 2406.04692); samples of one model are several
  /// proposers.
  ///
  /// @param layers at least one, each of at least one proposer; each reads all of the layer before
  /// @param writer the aggregator
  record Mixture(List<List<AgentSettings>> layers, AgentSettings writer) implements Team {
    public Mixture {
      layers = layers.stream().map(List::copyOf).toList();
    }

    @Override
    public List<AgentSettings> members() {
      return Stream.concat(layers.stream().flatMap(List::stream), Stream.of(writer)).toList();
    }

    @Override
    public List<AgentSettings> readers() {
      return Stream.concat(layers.stream().skip(1).flatMap(List::stream), Stream.of(writer))
          .toList();
    }
  }

  /// One model alone.
  record Single(AgentSettings writer) implements Team {
    @Override
    public List<AgentSettings> members() {
      return List.of(writer);
    }

    @Override
    public List<AgentSettings> readers() {
      return List.of();
    }
  }
}
