package dev.staircase.lab.wire;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Event loops that tell what they still hold: for tests and trials that look for leaks.
public final class WatchedVertx {
  private final Vertx vertx;
  private final AtomicInteger leased = new AtomicInteger();

  /// @param options number of threads and the like
  public WatchedVertx(VertxOptions options) {
    vertx = Vertx.builder().with(options).withMetrics(any -> new Metrics()).build();
  }

  public Vertx vertx() {
    return vertx;
  }

  /// Connections of HTTP clients that are in use: taken from a pool and not given back or closed.
  public int leased() {
    return leased.get();
  }

  /// Timers that are set.
  public int timers() {
    try {
      Field timers = vertx.getClass().getDeclaredField("timeouts");
      timers.setAccessible(true);
      return ((Map<?, ?>) timers.get(vertx)).size();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "expected the timers of Vert.x in VertxImpl.timeouts, found none there: look where this"
              + " version keeps them",
          e);
    }
  }

  private final class Metrics implements VertxMetrics {
    @Override
    public PoolMetrics<Object, Object> createPoolMetrics(String type, String name, int size) {
      return type.equals("http") ? new Leases() : new PoolMetrics<>() {};
    }
  }

  private final class Leases implements PoolMetrics<Object, Object> {
    @Override
    public Object begin() {
      leased.incrementAndGet();
      return this;
    }

    @Override
    public void end(Object lease) {
      leased.decrementAndGet();
    }
  }
}
