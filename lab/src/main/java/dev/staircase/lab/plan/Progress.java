package dev.staircase.lab.plan;

/// Is told how far a plan has come, from any thread, one call at a time.
@FunctionalInterface
public interface Progress {
  /// A simulation is over.
  ///
  /// @param expected simulations in all, as far as can be told by now
  void ran(int done, int expected);
}
