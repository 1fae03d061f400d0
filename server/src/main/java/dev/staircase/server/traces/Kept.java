package dev.staircase.server.traces;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.trace.TraceWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The trace of an answer that is over.
///
/// @param id of the request
/// @param owner the public id of the key that asked
/// @param endedAt when it was over
/// @param bytes of memory, estimated
/// @param cutAt when it was cut for its length, in microseconds since the answer began; negative
///   for a whole one
record Kept(
    String id, String owner, Instant endedAt, Plan plan, List<Turn> turns, long bytes, long cutAt) {

  /// An event and what it led to.
  record Turn(long atMicros, Event event, List<Effect> effects) {}

  /// Writes its lines.
  void write(Consumer<String> lines) {
    TraceWriter writer = new TraceWriter(lines);
    writer.header(plan);
    for (Turn turn : turns) {
      writer.event(turn.atMicros(), turn.event());
      writer.effects(turn.atMicros(), turn.effects());
    }
    if (cutAt >= 0) {
      writer.cut(cutAt);
    }
  }
}
