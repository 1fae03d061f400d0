package dev.staircase.server;

import dev.staircase.runtime.config.ServerSettings;
import dev.staircase.server.api.ApiError;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// Bounds how many answers are under way. Those beyond it wait in line, up to a number and for a
/// time, and are refused behind that.
///
/// Safe to share between threads; each place is told on the event loop that asked for it.
final class Admission {
  private final Vertx vertx;
  private final int most;
  private final int mostWaiting;
  private final long waitMs;
  private final SequencedSet<Place> line = new LinkedHashSet<>();
  private final Promise<Void> idle = Promise.promise();
  private int held;
  private boolean closed;

  Admission(Vertx vertx, ServerSettings settings) {
    this.vertx = vertx;
    this.most = settings.maxAnswers();
    this.mostWaiting = settings.maxWaiting();
    this.waitMs = settings.waitMs();
  }

  /// Asks for a place, which is granted at once, later, or not.
  synchronized Place enter() {
    var place = new Place();
    if (closed) {
      place.refuse(ApiError.stopping());
    } else if (held < most) {
      place.grant();
    } else if (line.size() < mostWaiting) {
      line.add(place);
      place.timer = vertx.setTimer(waitMs, id -> tooLate(place));
    } else {
      place.refuse(ApiError.overloaded(most, line.size()));
    }
    return place;
  }

  /// Grants no more places and refuses all who wait.
  ///
  /// @return done once nobody has a place any more
  synchronized Future<Void> close() {
    closed = true;
    line.forEach(place -> place.refuse(ApiError.stopping()));
    line.clear();
    tellIfIdle();
    return idle.future();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// How many have a place.
  synchronized int held() {
    return held;
  }

  /// How many wait for one.
  synchronized int waiting() {
    return line.size();
  }

  private synchronized void tooLate(Place place) {
    if (line.remove(place)) {
      place.refuse(ApiError.overloaded(most, line.size()));
    }
  }

  private synchronized void leave(Place place) {
    if (line.remove(place)) {
      vertx.cancelTimer(place.timer);
    } else if (place.held) {
      place.held = false;
      held--;
      if (!line.isEmpty()) {
        Place next = line.removeFirst();
        vertx.cancelTimer(next.timer);
        next.grant();
      }
      tellIfIdle();
    }
  }

  private void tellIfIdle() {
    if (closed && held == 0) {
      idle.tryComplete();
    }
  }

  /// A place, or the wait for one. All of its fields belong to the lock of the admission.
  final class Place {
    private final Promise<Void> granted = ((ContextInternal) vertx.getOrCreateContext()).promise();
    private boolean held;
    private long timer;

    private Place() {}

    /// Done when the place is had; fails with an [dev.staircase.server.api.ApiException] where it
    /// won't be. Never told where it was left before.
    Future<Void> granted() {
      return granted.future();
    }

    /// Gives the place back, or stops to wait for it. Does nothing the second time.
    void leave() {
      Admission.this.leave(this);
    }

    private void grant() {
      held = true;
      Admission.this.held++;
      granted.complete();
    }

    private void refuse(ApiError error) {
      granted.fail(error.exception());
    }
  }
}
