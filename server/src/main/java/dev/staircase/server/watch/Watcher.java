package dev.staircase.server.watch;

import java.util.List;

/// Looks on at every answer of a server. Called on event loops, of which there are several: safe to
/// share between threads, and never blocking.
@FunctionalInterface
public interface Watcher {
  /// Sees nothing.
  Watcher NONE = begun -> Watch.NONE;

  /// An answer is about to be written; called on its event loop.
  ///
  /// @return who looks on at this one
  Watch begin(Begun begun);

  /// A request was turned down before its answer began.
  default void refused(Refused refused) {}

  /// A request that was passed on to a plain model is over.
  default void passed(Passed passed) {}

  /// Several as one, told in this order.
  static Watcher all(List<Watcher> watchers) {
    List<Watcher> all = watchers.stream().filter(watcher -> !watcher.equals(NONE)).toList();
    return switch (all.size()) {
      case 0 -> NONE;
      case 1 -> all.getFirst();
      default -> new Watchers(all);
    };
  }
}
