package dev.staircase.bench.engine;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the engine's benchmark and prints its figures by event. Takes JMH's own options.
public final class EngineBench {
  private EngineBench() {}

  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(args))
            .include(EngineBenchmark.class.getName())
            .addProfiler(GCProfiler.class)
            .build();
    System.out.print(table(new Runner(options).run()));
  }

  private static String table(Collection<RunResult> results) {
    StringBuilder table = new StringBuilder("\n");
    row(table, "scenario", "events/answer", "events/s", "ns/event", "bytes/event", "answers/s");
    for (RunResult result : results) {
      double answers = result.getPrimaryResult().getScore();
      double events = secondary(result, "events");
      double bytes = secondary(result, "gc.alloc.rate.norm");
      double eventsPerAnswer = events / answers;
      row(
          table,
          result.getParams().getParam("scenario").toLowerCase(Locale.ROOT),
          number(eventsPerAnswer),
          number(events),
          number(1e9 / events),
          number(bytes / eventsPerAnswer),
          number(answers));
    }
    return table.toString();
  }

  private static double secondary(RunResult result, String name) {
    return Objects.requireNonNull(result.getSecondaryResults().get(name), name).getScore();
  }

  private static void row(StringBuilder table, Object... cells) {
    table.append("%-10s %14s %14s %10s %12s %10s%n".formatted(cells));
  }

  private static String number(double value) {
    return "%,.0f".formatted(value);
  }
}
