package dev.staircase.bench.server;

import dev.staircase.lab.measure.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one route did under one load.
///
/// @param route from the models to the clients
/// @param streams clients at a time
/// @param tokens that reached clients
/// @param cpuMicros the CPU time of the process on the way; 0 where there is none
/// @param p50Micros median time of a token from the model to the client
/// @param p99Micros its 99th percentile
/// @param gapP99Micros the 99th percentile of the time between two tokens of a stream, at the
///   client
/// @param megabytes of memory that the process on the way holds at the end (its resident set); NaN
///   where that can't be told
record Figures(
    Route route,
    int streams,
    int tokens,
    double cpuMicros,
    double p50Micros,
    double p99Micros,
    double gapP99Micros,
    double megabytes) {
  /// Under five ticks of the system's account a CPU figure says nothing.
  private static final double LEAST_CPU_MICROS = 50_000;

  /// Under this many tokens what a JVM does by itself outweighs what they cost.
  private static final int LEAST_TOKENS = 1_000;

  static Figures of(Route route, int streams, Taken taken, long cpuMicros, double megabytes) {
    return new Figures(
        route,
        streams,
        taken.micros().length,
        cpuMicros,
        quantile(taken.micros(), 0.5),
        quantile(taken.micros(), 0.99),
        quantile(taken.gaps(), 0.99),
        megabytes);
  }

  /// CPU microseconds for each token that reached a client; NaN where too little was taken to tell.
  double cpuPerToken() {
    boolean telling = cpuMicros >= LEAST_CPU_MICROS && tokens >= LEAST_TOKENS;
    return telling ? cpuMicros / tokens : Double.NaN;
  }

  /// The medians of the same thing measured several times.
  static Figures median(List<Figures> rounds) {
    Figures first = rounds.getFirst();
    return new Figures(
        first.route,
        first.streams,
        first.tokens,
        median(rounds, Figures::cpuMicros),
        median(rounds, Figures::p50Micros),
        median(rounds, Figures::p99Micros),
        median(rounds, Figures::gapP99Micros),
        median(rounds, Figures::megabytes));
  }

  private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
    return Quantiles.median(rounds.stream().mapToDouble(figure).toArray());
  }

  /// The nearest-rank quantile.
  static double quantile(long[] sorted, double share) {
    return Quantiles.of(Arrays.stream(sorted).asDoubleStream().toArray(), share);
  }
}
