package dev.staircase.server;

import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Effect.Purpose;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.runtime.answer.Witness;
import dev.staircase.runtime.config.Mode;
import dev.staircase.server.api.ChatRequest;
import dev.staircase.server.api.Piece;
import dev.staircase.server.api.Telling;
import dev.staircase.server.page.Agents;
import dev.staircase.server.watch.Watch;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells how an answer comes about while it is written: what is planned, each call as it opens, is
/// cut, ends or fails, what it took, what agents say other than the one who writes the answer, and
/// what befalls them.
final class Narration implements Witness {
  private static final double MICROS_PER_MS = 1_000;

  private final Plan plan;
  private final Tally tally;
  private final Consumer<Piece.Told> hearer;
  private final Map<Integer, Effect.Call> open = new HashMap<>();

  private Narration(Plan plan, Tally tally, Consumer<Piece.Told> hearer) {
    this.plan = plan;
    this.tally = tally;
    this.hearer = hearer;
  }

  /// For a streamed answer whose asker wants it, which begins with the plan; tells nothing
  /// otherwise.
  ///
  /// @param tally a witness before this one
  static Witness of(ChatRequest chat, Plan plan, Tally tally, AnswerListener reply) {
    if (chat.events() == Telling.NEVER || !(reply instanceof StreamedReply streamed)) {
      return Watch.NONE;
    }
    var narration = new Narration(plan, tally, streamed::told);
    narration.tellPlan();
    return narration;
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
          tellUsage(atMicros, call);
        }
      }
      case Event.Failed(int number, var error) -> {
        Effect.Call call = open.remove(number);
        if (call != null) {
          tell(of("failure", atMicros, call).put("message", error.message()));
          tellUsage(atMicros, call);
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
            tellUsage(atMicros, call);
          }
        }
        case Effect.Note(int agent, var what, var detail) ->
            tell(of("note", atMicros, agent).put("what", word(what)).put("detail", detail));
        case Effect.Emit _, Effect.EmitToolCalls _, Effect.Arm _, Effect.Done _ -> {}
      }
    }
  }

  private void tellPlan() {
    ObjectNode json = of("plan", 0).put("mode", mode()).put("layout", word(plan.layout()));
    json.set("agents", Agents.json(plan));
    tell(json);
  }

  /// What the plan comes to, whatever was asked: nobody to read, or whole proposals, or chunks.
  private String mode() {
    if (plan.topology().agents().size() == 1) {
      return Mode.SINGLE.wireName();
    }
    return (plan.paces().getLast().serial() ? Mode.SERIAL : Mode.STAIRCASE).wireName();
  }

  /// What a call took that is over.
  private void tellUsage(long atMicros, Effect.Call call) {
    Tally.CallTaken taken = tally.taken(call.call());
    tell(
        of("usage", atMicros, call)
            .put("prompt_tokens", taken.usage().promptTokens())
            .put("cached_tokens", taken.usage().cachedTokens())
            .put("completion_tokens", taken.usage().completionTokens())
            .put("estimated", taken.estimated()));
  }

  /// Whether what a call says is told: the answer itself goes out as such.
  private boolean speaks(Effect.Call call) {
    return call.agent() != plan.topology().answerer() && call.purpose() != Purpose.WARM;
  }

  private ObjectNode of(String kind, long atMicros, Effect.Call call) {
    return of(kind, atMicros, call.agent()).put("call", call.call());
  }

  private ObjectNode of(String kind, long atMicros, int agent) {
    return of(kind, atMicros).put("agent", plan.topology().agents().get(agent).name());
  }

  private static ObjectNode of(String kind, long atMicros) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind)
        .put("at_ms", atMicros / MICROS_PER_MS);
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private void tell(ObjectNode json) {
    hearer.accept(new Piece.Told(json.toString()));
  }
}
