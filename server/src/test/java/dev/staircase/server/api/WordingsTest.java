package dev.staircase.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.testing.Golden;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import dev.staircase.runtime.answer.Tally;
import dev.staircase.server.api.chat.ChatCompletions;
import dev.staircase.server.api.messages.AnthropicMessages;
import dev.staircase.server.api.responses.Responses;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole streams of each API, as they go out, and the answers that are not streamed.
class WordingsTest {
  private static final String ID = "0badcafe";
  private static final long CREATED_S = 1_700_000_000;

  private static final ApiError BROKEN =
      ApiError.of(new CallError(CallError.Kind.NETWORK, 0, "local/agg hung up"));

  /// How an answer goes.
  ///
  /// @param finish null where it breaks
  private record Course(String name, @Nullable Finish finish, List<Piece> pieces) {}

  private static final List<Course> COURSES =
      List.of(
          new Course("text", Finish.STOP, List.of(text("It "), text("is \"cold\".\n"))),
          new Course("nothing", Finish.STOP, List.of()),
          new Course("cut by its limit", Finish.LENGTH, List.of(text("It is"))),
          new Course("filtered", Finish.CONTENT_FILTER, List.of(text("It is"))),
          new Course(
              "a call of a tool",
              Finish.TOOL_CALLS,
              List.of(
                  text("Let me see."),
                  tools(call(0, "weather", "{\\\"city\\\":")),
                  tools(more(0, "\\\"Oslo\\\"}")))),
          new Course(
              "calls of tools whose pieces come mixed, and text behind them",
              Finish.TOOL_CALLS,
              List.of(
                  tools(call(0, "weather", "") + "," + call(1, "time", "{\\\"z\\\":")),
                  tools(more(1, "1") + "," + more(0, "{}")),
                  text("So."),
                  tools(more(1, "}")))),
          new Course(
              "told what befell it",
              Finish.STOP,
              List.of(text("It"), new Piece.Told("{\"kind\":\"text\",\"agent\":\"p1\"}"))),
          new Course(
              "told what befell it before a call has its name",
              Finish.TOOL_CALLS,
              List.of(
                  tools("{\"index\":0,\"id\":\"call_0\"}"),
                  new Piece.Told("{\"kind\":\"cut\"}"),
                  tools(call(0, "weather", "{}")))),
          new Course("broken", null, List.of(text("It is"))),
          new Course("broken in a call", null, List.of(tools(call(0, "weather", "{\\\"c")))),
          new Course("broken at once", null, List.of()));

  private static Piece text(String text) {
    return new Piece.Text(text, null);
  }

  private static Piece tools(String deltas) {
    return new Piece.Tools("[" + deltas + "]");
  }

  private static String call(int index, String name, String arguments) {
    return "{\"index\":%d,\"id\":\"call_%d\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}"
        .formatted(index, index, name, arguments);
  }

  private static String more(int index, String arguments) {
    return "{\"index\":%d,\"function\":{\"arguments\":\"%s\"}}".formatted(index, arguments);
  }

  private static Tally tally() {
    Agent writer =
        Agent.of("writer", "local/agg", List.of(), Continuation.NEW_TURN, 0, Sampling.DEFAULT);
    List<Message> question = List.of(Message.user("Why?"));
    Plan plan =
        Plan.of(
            Topology.single(writer),
            Pace.SERIAL,
            Layout.GROUPED,
            question,
            "fence",
            Limits.DEFAULT);
    ModelCall call =
        new ModelCall("local/agg", question, Continuation.NEW_TURN, 0, Sampling.DEFAULT);
    Tally tally = new Tally(plan);
    tally.effects(0, List.of(new Effect.Call(0, 0, 1, Effect.Purpose.WRITE, 0, call)));
    tally.effects(1_500, List.of(new Effect.Emit("It is")));
    tally.usage(0, new Usage(10, 4, 5));
    return tally;
  }

  private static Surface.Question ask(Surface surface) {
    return surface.read(
        Fields.object(
            """
            {"model":"trio","max_tokens":9,"messages":[{"role":"user","content":"Why?"}],"input":"Why?",
             "instructions":"Be brief.","metadata":{"a":"b"},"tools":[]}\
            """
                .getBytes(UTF_8)));
  }

  static Stream<Surface> surfaces() {
    return Stream.of(new ChatCompletions(), new Responses(), new AnthropicMessages());
  }

  @ParameterizedTest
  @MethodSource("surfaces")
  void streams(Surface surface) {
    StringBuilder told = new StringBuilder();
    for (Course course : COURSES) {
      Wording wording = ask(surface).wording(ID, CREATED_S);
      told.append("#### ").append(course.name()).append('\n');
      course.pieces().forEach(piece -> told.append(wording.piece(piece)));
      told.append(
          course.finish() == null ? wording.broken(BROKEN) : wording.end(course.finish(), tally()));
    }
    Golden.check("streams/" + surface.name() + ".txt", told.toString());
  }

  @ParameterizedTest
  @MethodSource("surfaces")
  void wholeAnswers(Surface surface) {
    StringBuilder told = new StringBuilder();
    for (Course course : COURSES) {
      if (course.finish() != null) {
        Whole whole = new Whole();
        course.pieces().forEach(whole::add);
        Wording wording = ask(surface).wording(ID, CREATED_S);
        told.append("#### ").append(course.name()).append('\n');
        told.append(wording.whole(whole, course.finish(), tally())).append('\n');
      }
    }
    told.append("#### an error\n").append(surface.error(BROKEN, ID)).append('\n');
    Golden.check("wholes/" + surface.name() + ".txt", told.toString());
  }
}
