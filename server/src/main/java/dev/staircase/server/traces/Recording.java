package dev.staircase.server.traces;

import dev.staircase.core.chat.Message;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.watch.Begun;
import dev.staircase.server.watch.Watch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The trace of one answer while it is written: what happens is kept as it is told, and made into
/// text only when it is read.
final class Recording implements Watch {
  /// What an object takes beside its text, roughly.
  private static final int OBJECT_BYTES = 64;

  private final Begun begun;
  private final long maxBytes;
  private final InstantSource clock;
  private final Consumer<Kept> finished;
  private final List<Kept.Turn> turns = new ArrayList<>();
  private @Nullable Event event;
  private long bytes;
  private long cutAt = -1;

  Recording(Begun begun, long maxBytes, InstantSource clock, Consumer<Kept> finished) {
    this.begun = begun;
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.finished = finished;
    this.bytes = OBJECT_BYTES + size(begun.plan().conversation());
  }

  @Override
  public void event(long atMicros, Event event) {
    this.event = event;
  }

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    if (cutAt >= 0 || event == null) {
      return;
    }
    long more = OBJECT_BYTES + size(event);
    for (Effect effect : effects) {
      more += OBJECT_BYTES + size(effect);
    }
    if (bytes + more > maxBytes) {
      cutAt = atMicros;
    } else {
      bytes += more;
      turns.add(new Kept.Turn(atMicros, event, effects));
    }
    event = null;
  }

  @Override
  public void over(int status, boolean clientLeft, Tally tally) {
    finished.accept(
        new Kept(
            begun.id(),
            begun.caller().key(),
            clock.instant(),
            begun.plan(),
            List.copyOf(turns),
            bytes,
            cutAt));
  }

  private static long size(Event event) {
    return switch (event) {
      case Event.Delta(int call, String text) -> text.length();
      case Event.ToolCalls(int call, String json) -> json.length();
      case Event.Failed(int call, var error) -> error.message().length();
      case Event.Ended _, Event.Counted _, Event.Started _, Event.Deadline _, Event.ClientGone _ ->
          0;
    };
  }

  private static long size(Effect effect) {
    return switch (effect) {
      case Effect.Call call -> size(call.request().messages());
      case Effect.Emit(String text) -> text.length();
      case Effect.EmitToolCalls(String json) -> json.length();
      case Effect.Note(int agent, var what, String detail) -> detail.length();
      case Effect.Abort _, Effect.Arm _, Effect.Done _ -> 0;
    };
  }

  private static long size(List<Message> messages) {
    long size = 0;
    for (Message message : messages) {
      size += OBJECT_BYTES + message.content().length();
      size += message.attached() == null ? 0 : message.attached().json().length();
    }
    return size;
  }
}
