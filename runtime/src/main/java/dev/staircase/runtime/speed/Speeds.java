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
///
/// A pace that was chosen stays until a speed has changed by more than a tenth, so that answers
/// don't differ by noise, and choosing costs nothing as a rule.
public final class Speeds {
  private static final int MOST_MODELS = 1_000;

  private static final int MOST_CHOICES = 1_000;

  private final Map<String, Meter> meters = new ConcurrentHashMap<>();
  private final Map<Question, Choice> choices = new ConcurrentHashMap<>();

  /// For whom a pace is chosen.
  ///
  /// @param models the sources' and last the reader's own
  private record Question(Pace base, List<String> models) {}

  /// What was chosen.
  ///
  /// @param speeds those that it was chosen by, in the order of the question's models
  private record Choice(List<Speed> speeds, Pace pace) {
    boolean holds(List<Speed> now) {
      for (int i = 0; i < now.size(); i++) {
        if (!speeds.get(i).near(now.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

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
    List<String> models = new ArrayList<>();
    sources.forEach(source -> models.add(source.model()));
    models.add(reader.model());
    List<Speed> speeds = new ArrayList<>();
    for (String model : models) {
      Speed speed = of(model);
      if (speed == null) {
        return base;
      }
      speeds.add(speed);
    }
    Question question = new Question(base, List.copyOf(models));
    Choice choice = choices.get(question);
    if (choice == null || !choice.holds(speeds)) {
      choice =
          new Choice(
              speeds, AutoPace.of(base, speeds.getLast(), speeds.subList(0, speeds.size() - 1)));
      if (choices.size() < MOST_CHOICES) {
        choices.put(question, choice);
      }
    }
    return choice.pace();
  }

  private @Nullable Meter meter(String model) {
    return meters.size() < MOST_MODELS
        ? meters.computeIfAbsent(model, name -> new Meter())
        : meters.get(model);
  }
}
