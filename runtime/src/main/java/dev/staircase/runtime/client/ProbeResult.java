package dev.staircase.runtime.client;

import dev.staircase.core.chat.Continuation;
import java.util.List;

/// How a model was found to continue its own text.
///
/// @param chosen the first way that worked, or a new turn
/// @param tried one line for each way that was tried, in order: the way, and what came of it
/// @param settled whether it is remembered; not where the upstream could not be asked properly
public record ProbeResult(Continuation chosen, List<String> tried, boolean settled) {
  public ProbeResult {
    tried = List.copyOf(tried);
  }

  /// One line for a log: what was chosen and why.
  public String message() {
    return "continuation "
        + ContinuationProbe.nameOf(chosen)
        + (settled ? "" : " for now, to be probed again")
        + " ("
        + String.join("; ", tried)
        + ")";
  }
}
