package dev.staircase.runtime.speed;

import dev.staircase.core.engine.Pace;
import dev.staircase.core.topology.Agent;
import dev.staircase.runtime.answer.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How fast each model has been lately, measured on the answers that were watched. Safe to share
/// between threads.
///
/// **How it measures.** The time to first token is a line over the tokens of the prompt that were
/// not cached: its base is what every call costs, its slope the prefill. The time between tokens is
/// a mean over calls. Both decay with a half-life of eight calls, and a stray value counts for no
/// more than four times what was expected.
public final class Speeds {
  private static final int MOST_MODELS = 1_000;

  private final Map<String, Meter> meters = new ConcurrentHashMap<>();

  /// Watches one answer.
  public Witness watch() {
    return new Watch(this::meter);
  }

  /// How fast a model is, by its name in the configuration, `upstream/name`; null while too little
  /// is known.
  public @Nullable Speed of(String model) {
    Meter meter = meters.get(model);
    return meter == null ? null : meter.speed();
  }

  /// The pace for a reader of `sources`: `base` until all of their models are known, then what
  /// [AutoPace] makes of it.
  public Pace pace(Pace base, Agent reader, List<Agent> sources) {
    Speed own = of(reader.model());
    List<Speed> theirs = new ArrayList<>();
    for (Agent source : sources) {
      Speed speed = of(source.model());
      if (speed != null) {
        theirs.add(speed);
      }
    }
    return own == null || theirs.size() < sources.size() ? base : AutoPace.of(base, own, theirs);
  }

  private @Nullable Meter meter(String model) {
    return meters.size() < MOST_MODELS
        ? meters.computeIfAbsent(model, name -> new Meter())
        : meters.get(model);
  }
}
