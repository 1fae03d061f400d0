package dev.staircase.bench.server;

import io.vertx.core.Future;
import java.io.IOException;

/// The common part of the benchmark's child processes.
final class ChildMain {
  private ChildMain() {}

  /// Prints the port once it is listened on, and ends the process when its standard input does: a
  /// child never outlives the process that started it.
  static void serve(Future<Integer> port) {
    try {
      System.out.println(port.await());
      while (System.in.read() >= 0) {
        // Nothing is said on it.
      }
      System.exit(0);
    } catch (IOException e) {
      System.exit(1);
    }
  }
}
