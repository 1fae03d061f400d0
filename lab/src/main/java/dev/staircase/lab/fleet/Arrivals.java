package dev.staircase.lab.fleet;

import java.util.List;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// When questions come; whether answers keep up changes nothing about it.
public sealed interface Arrivals {
  /// At random, independently of each other.
  record Poisson(double perSecond) implements Arrivals {
    public Poisson {
      if (!(perSecond > 0 && perSecond <= 1e6)) {
        throw new IllegalArgumentException(
            "a rate is more than 0 and at most 1000000 a second, found " + perSecond);
      }
    }
  }

  /// `size` at once, again and again.
  record Bursts(double everyMs, int size) implements Arrivals {
    public Bursts {
      if (!(everyMs > 0) || size < 1) {
        throw new IllegalArgumentException(
            "bursts come every 1 ms or more and hold 1 question or more, found %s ms and %d"
                .formatted(everyMs, size));
      }
    }
  }

  /// As they came once.
  ///
  /// @param ms since the beginning, in ascending order
  record Trace(List<Double> ms) implements Arrivals {
    public Trace {
      ms = List.copyOf(ms);
      double last = 0;
      for (double at : ms) {
        if (!(at >= last)) {
          throw new IllegalArgumentException(
              "times of arrival are 0 or more and ascend, found %s behind %s".formatted(at, last));
        }
        last = at;
      }
    }
  }

  /// The milliseconds at which questions come to one of several equal parts of a fleet.
  ///
  /// @param part from 0
  default PrimitiveIterator.OfDouble times(RandomGenerator random, int part, int parts) {
    DoubleStream times =
        switch (this) {
          case Poisson(double perSecond) -> {
            double meanMs = 1_000 * parts / perSecond;
            double[] at = {0};
            yield DoubleStream.generate(() -> at[0] += meanMs * random.nextExponential());
          }
          case Bursts(double everyMs, int size) ->
              IntStream.iterate(part, i -> i + parts)
                  .mapToDouble(i -> everyMs * Math.floorDiv(i, size));
          case Trace(var ms) ->
              IntStream.iterate(part, i -> i < ms.size(), i -> i + parts).mapToDouble(ms::get);
        };
    return times.iterator();
  }
}
