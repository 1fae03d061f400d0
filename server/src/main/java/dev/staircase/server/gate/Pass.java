package dev.staircase.server.gate;

import dev.staircase.core.chat.Usage;

/// Leave to write one answer, and the duty to say what it took.
@FunctionalInterface
public interface Pass {
  /// Gives back what was set aside and books what was taken. To be called once, when the answer is
  /// over, however it ended: complete, cut, failed or cancelled; later calls do nothing. From any
  /// thread; never blocks and never throws.
  ///
  /// @param used tokens of all calls; may be more than was claimed
  /// @param usd what they cost; may be more than was claimed, since an upstream has been paid
  ///   already
  void settle(Usage used, double usd);
}
