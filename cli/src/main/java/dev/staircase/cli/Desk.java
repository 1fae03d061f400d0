package dev.staircase.cli;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Work that event loops leave to a command's own thread, since writing to a pipe or a file may
/// block.
///
/// What may pile up is bounded by the engine's limit on an answer's characters.
final class Desk {
  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private boolean closed;

  /// Leaves work; from any thread.
  void leave(Runnable task) {
    work.add(task);
  }

  /// Ends [#workUntilClosed] after all that was left before; from any thread.
  void close() {
    work.add(() -> closed = true);
  }

  /// Does what is left here, in order, until it is closed.
  void workUntilClosed() throws InterruptedException {
    while (!closed) {
      work.take().run();
    }
  }
}
