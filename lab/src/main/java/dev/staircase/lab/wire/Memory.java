package dev.staircase.lab.wire;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/// What this process holds in memory, in bytes.
///
/// @param heap in use right after a collection
/// @param direct outside the heap: buffers of the JDK and of Netty
public record Memory(long heap, long direct) {
  private static final int COLLECTIONS = 3;

  /// Collects garbage and counts what is left.
  public static Memory now() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new Memory(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        Math.max(direct, PlatformDependent.usedDirectMemory()));
  }

  /// How much more than before.
  public Memory since(Memory before) {
    return new Memory(heap - before.heap, direct - before.direct);
  }
}
