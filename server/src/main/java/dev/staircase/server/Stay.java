package dev.staircase.server;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.server.gate.Pass;
import dev.staircase.server.watch.Watch;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request holds while it is being answered: its place, and the staircase that it began
/// with. Given back once, be the answer written, failed or abandoned. All of it belongs to one
/// event loop.
final class Stay {
  /// The status that proxies log where the client left before there was one.
  private static final int NOBODY_LEFT_TO_TELL = 499;

  private final Admission.Place place;
  private final InService.Lease lease;
  private final HttpServerResponse response;
  private boolean left;
  private boolean clientLeft;
  private @Nullable Runnable cancel;
  private @Nullable End end;

  /// Told how the response ended.
  interface End {
    void told(int status, boolean clientLeft);
  }

  Stay(Admission.Place place, InService.Lease lease, HttpServerResponse response) {
    this.place = place;
    this.lease = lease;
    this.response = response;
    response.endHandler(written -> leave());
    response.closeHandler(gone -> abandon());
  }

  Future<Void> granted() {
    return place.granted();
  }

  Staircase staircase() {
    return lease.staircase();
  }

  /// An answer is under way.
  ///
  /// @param abandon ends it
  void begun(Runnable abandon) {
    cancel = abandon;
  }

  private void leave() {
    if (!left) {
      left = true;
      place.leave();
      lease.giveBack();
      tellEnd();
    }
  }

  /// Nobody wants the answer any more.
  void abandon() {
    clientLeft |= !left;
    if (cancel != null) {
      cancel.run();
    }
    leave();
  }

  /// The answer is over: to be told how once the response is as well.
  void atEnd(End told) {
    end = told;
    tellEnd();
  }

  /// Settles what an answer took once it is over, however it ended.
  ///
  /// @param tally a witness before this one
  Witness settlement(Pass pass, Tally tally, Watch watch) {
    return new Witness() {
      @Override
      public void event(long atMicros, Event event) {}

      @Override
      public void effects(long atMicros, List<Effect> effects) {
        if (!effects.isEmpty() && effects.getLast() instanceof Effect.Done) {
          Double usd = tally.usd();
          pass.settle(tally.usage(), usd == null ? 0 : usd);
          atEnd((status, gone) -> watch.over(status, gone, tally));
        }
      }
    };
  }

  private void tellEnd() {
    if (left && end != null) {
      end.told(response.headWritten() ? response.getStatusCode() : NOBODY_LEFT_TO_TELL, clientLeft);
      end = null;
    }
  }
}
