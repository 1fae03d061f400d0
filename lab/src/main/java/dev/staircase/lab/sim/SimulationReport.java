package dev.staircase.lab.sim;

import java.util.List;
import java.util.Locale;

/// What a simulation found.
///
/// @param seeds how many seeds were run
/// @param from the first of them
/// @param answers answers that came to an outcome with every invariant held
/// @param failures the seeds for which one was violated, in their order
/// @param hash SHA-256 over the traces of all seeds, in hexadecimal; the same in every run and on
///   every JVM
public record SimulationReport(
    long seeds,
    long from,
    long answers,
    List<Failure> failures,
    String hash,
    double answersPerS,
    double eventsPerS) {
  public SimulationReport {
    failures = List.copyOf(failures);
  }

  /// A seed for which an invariant was violated.
  ///
  /// @param invariant which one
  /// @param message how
  /// @param traceTail the last lines of its trace
  /// @param smallest the smallest scenario that still violates it, as a person reads it
  public record Failure(
      long seed, String invariant, String message, List<String> traceTail, String smallest) {
    public Failure {
      traceTail = List.copyOf(traceTail);
    }

    @Override
    public String toString() {
      return "seed %d: %s: %s%nend of its trace:%n  %s%nsmallest scenario that still fails:%n%s"
          .formatted(seed, invariant, message, String.join("\n  ", traceTail), smallest.indent(2));
    }
  }

  /// The report as one line of JSON; `failures` is their number.
  public String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"seeds\":%d,\"from\":%d,\"answers\":%d,\"failures\":%d,\"hash\":\"%s\",\"answers_per_s\":%.0f,\"events_per_s\":%.0f}",
        seeds,
        from,
        answers,
        failures.size(),
        hash,
        answersPerS,
        eventsPerS);
  }
}
