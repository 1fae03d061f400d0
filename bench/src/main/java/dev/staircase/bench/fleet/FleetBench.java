package dev.staircase.bench.fleet;

import dev.staircase.lab.fleet.Arrivals;
import dev.staircase.lab.fleet.Extent;
import dev.staircase.lab.fleet.Fleet;
import dev.staircase.lab.fleet.FleetFile;
import dev.staircase.lab.fleet.Load;
import dev.staircase.lab.fleet.Result;
import dev.staircase.lab.fleet.Serving;
import dev.staircase.lab.fleet.Simulation;
import dev.staircase.lab.fleet.Sketch;
import dev.staircase.lab.fleet.Strategy;
import dev.staircase.lab.measure.Slo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Simulates many answers on a large fleet, and tells what that took and what came of it.
@Command(
    name = "bench/run fleet",
    description = "Answers a second of the fleet simulator, its memory, and what it says.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class FleetBench implements Callable<Integer> {
  private static final double MEGA = 1 << 20;
  private static final int PLACES = 100_000;

  @Option(names = "--answers", description = "Answers that are measured.")
  private int answers = 1_000_000;

  @Option(names = "--warm-up", description = "Answers before them.")
  private int warmUp = 20_000;

  @Option(names = "--replicas", description = "Of all models; the file's, scaled, as its rate is.")
  private int replicas = 1_000;

  @Option(names = "--strategy", description = "single, serial or staircase.")
  private Strategy strategy = Strategy.STAIRCASE;

  @Option(names = "--fleet", description = "The fleet that is scaled.")
  private Path file = Path.of("docs/fleet.yaml");

  @Option(names = "--parts", description = "Parts that don't help each other; each takes a core.")
  private int parts = 40;

  @Option(names = "--slo", description = "What goodput is counted by.")
  private String slo = "ttft p95 < 1s, itl p95 < 50ms";

  @Option(names = "--seed", description = "Of all chance.")
  private long seed = 1;

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new FleetBench()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      Fleet fleet = scaled(FleetFile.load(file));
      Slo promised = Slo.parse(slo);
      Extent extent = new Extent(answers, warmUp, parts, PLACES, seed);
      long start = System.nanoTime();
      Result result = Simulation.run(fleet, strategy, promised, extent);
      System.out.print(report(result, (System.nanoTime() - start) / 1e9));
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private String report(Result result, double seconds) {
    double cpu =
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    return String.format(
        Locale.ROOT,
        """
        simulated    %,d answers (and %,d before them) by %,d calls, %.1f hours
        on           %s, in %d parts
        took         %.1f s on %d cores, %.0f s of processor time: %,.0f answers a second
        heap         at most %,.0f MB
        ttft         %s
        itl          %s
        gap          %s
        e2e          %s
        goodput      %.4f (%s), %,d failed, %,d refused
        """,
        result.answers(),
        warmUp,
        result.calls(),
        result.hours(),
        replicas(result),
        parts,
        seconds,
        Runtime.getRuntime().availableProcessors(),
        cpu,
        (result.answers() + warmUp) / seconds,
        peakHeap() / MEGA,
        quantiles(result.ttft()),
        quantiles(result.itl()),
        quantiles(result.gap()),
        quantiles(result.e2e()),
        result.goodput(),
        slo,
        result.failed(),
        result.refused());
  }

  /// As many replicas in all as wanted, each with as much to do as in the file.
  private Fleet scaled(Fleet fleet) {
    double all = fleet.models().stream().mapToInt(Serving::replicas).sum();
    double factor = replicas / all;
    Load load = fleet.load();
    Arrivals arrivals =
        switch (load.arrivals()) {
          case Arrivals.Poisson(double perSecond) -> new Arrivals.Poisson(perSecond * factor);
          case Arrivals.Bursts(double everyMs, int size) ->
              new Arrivals.Bursts(everyMs / factor, size);
          case Arrivals.Trace trace ->
              throw new IllegalArgumentException(
                  file + ": expected a rate or bursts, which can be scaled, found a trace");
        };
    return new Fleet(
            fleet.models(),
            fleet.team(),
            new Load(arrivals, load.prompt(), load.proposal(), load.answer()))
        .withReplicas(model -> Math.max(1, (int) Math.round(model.replicas() * factor)));
  }

  private static String replicas(Result result) {
    StringBuilder all = new StringBuilder();
    for (Serving model : result.models()) {
      all.append(all.isEmpty() ? "" : ", ")
          .append(
              String.format(
                  Locale.ROOT,
                  "%d x %s (busy %.2f)",
                  model.replicas(),
                  model.name(),
                  result.utilisation(model)));
    }
    return all.toString();
  }

  private static String quantiles(Sketch sketch) {
    return String.format(
        Locale.ROOT,
        "p50 %,.0f ms, p95 %,.0f ms, p99 %,.0f ms",
        sketch.quantile(0.5),
        sketch.quantile(0.95),
        sketch.quantile(0.99));
  }

  /// The most that the heap's pools held, each at its time, garbage included.
  private static double peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
