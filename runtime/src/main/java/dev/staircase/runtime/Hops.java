package dev.staircase.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.staircase.runtime.client.Trail;
import java.net.URLEncoder;

/// Keeps virtual models from asking one another in a circle: each leaves its mark on the calls that
/// it makes, and refuses a question that bears it.
///
/// @param instance what tells this instance from every other
record Hops(String instance) {
  /// More virtual models one behind the other than this are taken for a circle.
  static final int MOST = 8;

  /// What a question's calls bear.
  ///
  /// @throws AskException.Loop if the question has come through this model before, or through too
  ///   many
  ///
  /// @param model that is asked
  /// @param trail what the question has come through
  Trail onward(String model, Trail trail) {
    String mark = instance + "/" + URLEncoder.encode(model, UTF_8);
    int hops = trail.hops().size();
    if (trail.hops().contains(mark)) {
      throw new AskException.Loop(
          "model '%s' was asked by itself, through %d virtual models: its upstreams lead back to it; correct their base-url or its models"
              .formatted(model, hops));
    }
    if (hops >= MOST) {
      throw new AskException.Loop(
          "model '%s' was asked through %d virtual models, expected fewer than %d: do their upstreams lead around in a circle?"
              .formatted(model, hops, MOST));
    }
    return trail.then(mark);
  }
}
