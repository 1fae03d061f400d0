package dev.staircase.lab.sim;

import dev.staircase.core.engine.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Runs the engine in simulated worlds, one for each seed, and checks every invariant after every
/// event.
///
/// **How it works.** A seed draws a [Scenario]: topology, pace, limits, what each scripted model
/// says and how it behaves, latencies and faults. A [World] plays it in virtual time and watches it
/// through [Checker]s, which see events and effects only. Every trace is hashed; the hashes are
/// combined in the order of the seeds, so that threads don't show.
public final class Simulation {
  private static final int TAIL = 12;
  private static final int WIDTH = 300;
  private static final int MOST_FAILURES = 20;

  private final Function<Plan, Driver> drivers;
  private final MessageDigest hash = sha256();
  private final List<SimulationReport.Failure> failures = new ArrayList<>();
  private long answers;
  private long events;

  private Simulation(Function<Plan, Driver> drivers) {
    this.drivers = drivers;
  }

  /// Runs seeds on all cores.
  ///
  /// @param from the first seed
  /// @param seeds how many
  /// @param progress is told how many seeds are done, in their order
  public static SimulationReport run(long from, long seeds, LongConsumer progress) {
    return run(from, seeds, progress, Driver.ENGINE);
  }

  static SimulationReport run(
      long from, long seeds, LongConsumer progress, Function<Plan, Driver> drivers) {
    return new Simulation(drivers).all(from, seeds, progress);
  }

  /// What one seed came to.
  ///
  /// @param hash SHA-256 over its trace, in hexadecimal
  /// @param tail the last lines of its trace
  record Seed(long number, World.Run run, String hash, List<String> tail) {}

  /// Runs one scenario.
  static Seed one(Scenario scenario, Function<Plan, Driver> drivers) {
    MessageDigest digest = sha256();
    ArrayDeque<String> tail = new ArrayDeque<>();
    World world =
        new World(
            scenario,
            drivers.apply(scenario.plan()),
            new Agenda.Timed(Chance.split(scenario.ties(), "ties")),
            line -> {
              digest.update(line.getBytes(StandardCharsets.UTF_8));
              digest.update((byte) '\n');
              tail.add(line.length() > WIDTH ? line.substring(0, WIDTH) + "..." : line);
              if (tail.size() > TAIL) {
                tail.remove();
              }
            });
    return new Seed(
        scenario.seed(), world.run(), HexFormat.of().formatHex(digest.digest()), List.copyOf(tail));
  }

  private SimulationReport all(long from, long seeds, LongConsumer progress) {
    long start = System.nanoTime();
    long[] done = {0};
    LongStream.range(from, from + seeds)
        .parallel()
        .mapToObj(seed -> one(Draws.scenario(seed), drivers))
        .forEachOrdered(seed -> {
          add(seed);
          progress.accept(++done[0]);
        });
    double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
    String combined = HexFormat.of().formatHex(hash.digest());
    return new SimulationReport(
        seeds, from, answers, failures, combined, seeds / seconds, events / seconds);
  }

  private void add(Seed seed) {
    hash.update(seed.hash().getBytes(StandardCharsets.US_ASCII));
    events += seed.run().events();
    World.@Nullable Violation violation = seed.run().violation();
    if (violation == null) {
      answers++;
      return;
    }
    String smallest =
        failures.size() < MOST_FAILURES
            ? new Shrinker(drivers, violation.invariant())
                .smallest(Draws.scenario(seed.number()))
                .told()
            : "(not looked for after " + MOST_FAILURES + " failures)\n";
    failures.add(
        new SimulationReport.Failure(
            seed.number(), violation.invariant(), violation.message(), seed.tail(), smallest));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
