package dev.staircase.bench.server;

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
record Figures(
    Route route, int streams, int tokens, double cpuMicros, double p50Micros, double p99Micros) {
  /// Under five ticks of the system's account a CPU figure says nothing.
  private static final double LEAST_CPU_MICROS = 50_000;

  /// Under this many tokens what a JVM does by itself outweighs what they cost.
  private static final int LEAST_TOKENS = 1_000;

  static Figures of(Route route, int streams, long[] sortedMicros, long cpuMicros) {
    return new Figures(
        route,
        streams,
        sortedMicros.length,
        cpuMicros,
        quantile(sortedMicros, 0.5),
        quantile(sortedMicros, 0.99));
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
        median(rounds, Figures::p99Micros));
  }

  private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// The nearest-rank quantile.
  static double quantile(long[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
