package dev.staircase.lab.wire;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/// One way of a connection: passes on what comes, until its trouble strikes. To be used on one
/// event loop.
final class Flow {
  /// So many bytes come one at a time.
  private static final int DRIPPED = 200;

  private final Vertx vertx;
  private final NetSocket from;
  private final NetSocket to;
  private final Wire wire;
  private final Passage passage = new Passage();
  private @Nullable Trouble trouble;
  private Buffer held = Buffer.buffer();
  private boolean holds;
  private boolean sourceGone;

  /// @param trouble what is to strike here; null for none
  Flow(Vertx vertx, NetSocket from, NetSocket to, Wire wire, @Nullable Trouble trouble) {
    this.vertx = vertx;
    this.from = from;
    this.to = to;
    this.wire = wire;
    this.trouble = trouble;
  }

  void begin() {
    from.handler(this::take);
    from.exceptionHandler(broken -> {});
    from.closeHandler(gone -> {
      sourceGone = true;
      if (!holds) {
        to.close();
      }
    });
    from.resume();
  }

  private void take(Buffer bytes) {
    if (holds) {
      held.appendBuffer(bytes);
      return;
    }
    Trouble due = trouble;
    long at = due == null ? bytes.length() : passage.strikesIn(bytes, due);
    if (due == null || at > bytes.length()) {
      pass(bytes);
      return;
    }
    trouble = null;
    holds = true;
    held = bytes.getBuffer((int) at, bytes.length());
    to.write(bytes.getBuffer(0, (int) at)).onComplete(written -> strike(due));
  }

  private void pass(Buffer bytes) {
    to.write(bytes);
    if (to.writeQueueFull()) {
      from.pause();
      to.drainHandler(drained -> from.resume());
    }
  }

  private void strike(Trouble due) {
    wire.struck();
    switch (due.kind()) {
      case CUT -> wire.cut();
      case RESET -> wire.reset();
      case STALL -> {
        from.pause();
        holds = false;
      }
      case DELAY -> vertx.setTimer(due.pauseMs(), id -> release());
      case DRIP -> drip(0);
    }
  }

  private void drip(int dripped) {
    if (dripped == DRIPPED || wire.over()) {
      release();
      return;
    }
    boolean some = held.length() > 0;
    if (some) {
      to.write(held.slice(0, 1));
      held = held.getBuffer(1, held.length());
    } else if (sourceGone) {
      release();
      return;
    }
    vertx.setTimer(1, id -> drip(some ? dripped + 1 : dripped));
  }

  private void release() {
    holds = false;
    var rest = held;
    held = Buffer.buffer();
    to.write(rest)
        .onComplete(written -> {
          if (sourceGone) {
            to.close();
          }
        });
  }
}
