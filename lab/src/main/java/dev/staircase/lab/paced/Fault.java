package dev.staircase.lab.paced;

import java.util.ArrayList;
import java.util.List;

/// A way to fail on request. Counts are tokens of the answer that are sent before it happens.
public sealed interface Fault {
  /// Answers with an error status at once.
  ///
  /// @param retryAfterS the `Retry-After` that comes with it; 0 for none
  record Refuse(int status, long retryAfterS) implements Fault {}

  /// Says nothing more and keeps the connection open.
  record Hang(int after) implements Fault {}

  /// Breaks the connection.
  record Die(int after) implements Fault {}

  /// Pauses, then goes on.
  record Stall(int after, long pauseMs) implements Fault {}

  /// Sends a data line that is broken JSON, then goes on.
  record Garbage(int after) implements Fault {}

  /// Takes `factor` times as long for everything.
  record Slow(double factor) implements Fault {}

  /// Ends the body properly, but without a finish reason and without `[DONE]`.
  record NoFinish(int after) implements Fault {}

  /// Sends an error event in the stream, then ends.
  record ErrorEvent(int after) implements Fault {}

  /// A fault that strikes a share of the requests.
  ///
  /// @param share from 0 (never) to 1 (always)
  /// @param firstOnly whether it strikes none but the first request that its model gets
  record Drawn(Fault fault, double share, boolean firstOnly) {}

  /// Reads faults such as `die:20`, `refuse:503@0.3`, `refuse:429:1s@first`,
  /// `slow:4x,stall:20:2000ms`; blank for none.
  ///
  /// @throws IllegalArgumentException with what is allowed, where `text` holds anything else
  static List<Drawn> parse(String text) {
    var faults = new ArrayList<Drawn>();
    if (!text.isBlank()) {
      for (var part : text.split(",", -1)) {
        faults.add(FaultGrammar.drawn(part.strip()));
      }
    }
    return faults;
  }
}
