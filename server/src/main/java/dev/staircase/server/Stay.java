package dev.staircase.server;

import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.answer.Answer;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// What a request holds while it is being answered: its place, and the staircase that it began
/// with. Given back once, be it written or abandoned; all of it belongs to one event loop.
final class Stay {
  private final Admission.Place place;
  private final InService.Lease lease;
  private boolean left;
  private @Nullable Answer answer;

  Stay(Admission.Place place, InService.Lease lease) {
    this.place = place;
    this.lease = lease;
  }

  Future<Void> granted() {
    return place.granted();
  }

  Staircase staircase() {
    return lease.staircase();
  }

  void begun(Answer begun) {
    answer = begun;
  }

  void leave() {
    if (!left) {
      left = true;
      place.leave();
      lease.giveBack();
    }
  }

  /// Nobody wants the answer any more.
  void abandon() {
    if (answer != null) {
      answer.cancel();
    }
    leave();
  }
}
