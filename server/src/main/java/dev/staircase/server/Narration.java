package dev.staircase.server;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.server.api.ChatRequest;
import dev.staircase.server.api.Piece;
import dev.staircase.server.watch.Watch;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells how an answer comes about while it is written: each call as it opens, is cut, ends or
/// fails, what agents say other than the one who writes the answer, and what befalls them.
final class Narration implements Witness {
  private static final double MICROS_PER_MS = 1_000;

  private final Plan plan;
  private final Consumer<Piece.Told> hearer;
  private final Map<Integer, Effect.Call> open = new HashMap<>();

  private Narration(Plan plan, Consumer<Piece.Told> hearer) {
    this.plan = plan;
    this.hearer = hearer;
  }

  /// For a streamed answer whose asker wants it; tells nothing otherwise.
  static Witness of(ChatRequest chat, Plan plan, AnswerListener reply) {
    return chat.events() && reply instanceof StreamedReply streamed
        ? new Narration(plan, streamed::told)
        : Watch.NONE;
  }

  @Override
  public void event(long atMicros, Event event) {
    switch (event) {
      case Event.Delta(int number, String text) -> {
        Effect.Call call = open.get(number);
        if (call != null && speaks(call)) {
          tell(of("text", atMicros, call).put("text", text));
        }
      }
      case Event.Ended(int number, var finish) -> {
        Effect.Call call = open.remove(number);
        if (call != null) {
          tell(of("end", atMicros, call).put("finish", word(finish)));
        }
      }
      case Event.Failed(int number, var error) -> {
        Effect.Call call = open.remove(number);
        if (call != null) {
          tell(of("failure", atMicros, call).put("message", error.message()));
        }
      }
      case Event.Started _,
          Event.ToolCalls _,
          Event.Counted _,
          Event.Deadline _,
          Event.ClientGone _ -> {}
    }
  }

  @Override
  public void effects(long atMicros, List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Call call -> {
          open.put(call.call(), call);
          tell(
              of("call", atMicros, call)
                  .put("step", call.step())
                  .put("purpose", word(call.purpose()))
                  .put("model", call.request().model()));
        }
        case Effect.Abort(int number) -> {
          Effect.Call call = open.remove(number);
          if (call != null) {
            tell(of("cut", atMicros, call));
          }
        }
        case Effect.Note(int agent, var what, var detail) ->
            tell(of("note", atMicros, agent).put("what", word(what)).put("detail", detail));
        case Effect.Emit _, Effect.EmitToolCalls _, Effect.Arm _, Effect.Done _ -> {}
      }
    }
  }

  /// Whether what a call says is told: the answer itself goes out as such.
  private boolean speaks(Effect.Call call) {
    return call.agent() != plan.topology().answerer() && call.purpose() != Purpose.WARM;
  }

  private ObjectNode of(String kind, long atMicros, Effect.Call call) {
    return of(kind, atMicros, call.agent()).put("call", call.call());
  }

  private ObjectNode of(String kind, long atMicros, int agent) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind)
        .put("at_ms", atMicros / MICROS_PER_MS)
        .put("agent", plan.topology().agents().get(agent).name());
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private void tell(ObjectNode json) {
    hearer.accept(new Piece.Told(json.toString()));
  }
}
