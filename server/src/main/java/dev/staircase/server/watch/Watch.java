package dev.staircase.server.watch;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import java.util.List;

/// Looks on at one answer. Everything is told on the answer's event loop.
public interface Watch extends Witness {
  /// Sees nothing.
  Watch NONE =
      new Watch() {
        @Override
        public void event(long atMicros, Event event) {}

        @Override
        public void effects(long atMicros, List<Effect> effects) {}

        @Override
        public void over(int status, boolean clientLeft, Tally tally) {}
      };

  /// The response is done with; the last call, once.
  ///
  /// @param status the HTTP status that went out, or would have; of a stream, 200 even where it
  ///   ended in an error
  /// @param clientLeft whether the client had left before
  /// @param tally what the answer took
  void over(int status, boolean clientLeft, Tally tally);
}
