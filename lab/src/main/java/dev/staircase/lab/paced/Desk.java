package dev.staircase.lab.paced;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// One model at work: its slots, its queue, its prefix cache. Belongs to the server's event loop.
final class Desk {
  private final PacedModel model;
  private final long seed;
  private final PrefixCache cache;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int busy;
  private long draws;
  private boolean first = true;

  /// @param seed decides jitter and drawn faults of this model
  Desk(PacedModel model, long seed) {
    this.model = model;
    this.seed = Draw.mix(seed ^ model.name().hashCode());
    this.cache = new PrefixCache(model.cacheBlocks());
  }

  PacedModel model() {
    return model;
  }

  PrefixCache cache() {
    return cache;
  }

  long seed() {
    return seed;
  }

  /// Runs `start` as soon as a slot is free, now or later; first come, first served.
  void enter(Runnable start) {
    if (busy < model.pace().slots()) {
      busy++;
      start.run();
    } else {
      waiting.add(start);
    }
  }

  /// Gives up a place in the queue, if `start` is still there.
  boolean giveUp(Runnable start) {
    return waiting.remove(start);
  }

  /// Frees a slot.
  void leave() {
    var next = waiting.poll();
    if (next == null) {
      busy--;
    } else {
      next.run();
    }
  }

  /// The faults that strike the next request.
  ///
  /// @param wanted what the request itself asks for; where it asks for none, the model's own
  List<Fault> faults(List<Fault.Drawn> wanted) {
    var struck = new ArrayList<Fault>();
    for (var drawn : wanted.isEmpty() ? model.faults() : wanted) {
      boolean may = first || !drawn.firstOnly();
      if (Draw.share(seed, draws++) < drawn.share() && may) {
        struck.add(drawn.fault());
      }
    }
    first = false;
    return struck;
  }
}
