package dev.staircase.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TraceTest {
  private static final String ODD = "\"\\\n\t\u2028 \u00e9 \u6f22 \ud83d\ude00 half \ud83d";

  static Stream<Event> events() {
    return Stream.of(
        new Event.Started(),
        new Event.Delta(3, ODD),
        new Event.ToolCalls(2, ODD),
        new Event.Counted(2, new Usage(7, 3, 1)),
        new Event.Ended(0, Finish.CONTENT_FILTER),
        new Event.Failed(1, new CallError(CallError.Kind.LIMIT, 429, ODD)),
        new Event.Deadline(7),
        new Event.ClientGone());
  }

  static Stream<Effect> effects() {
    Sampling sampling =
        new Sampling(0.7, 1.0, Long.MIN_VALUE, List.of("\n\n", ODD), "{\"type\":\"json_object\"}");
    ModelCall full =
        new ModelCall(
            "local/m", List.of(Message.user(ODD)), Continuation.PREFIX_FLAG, 12, sampling);
    ModelCall bare =
        new ModelCall(
            "m", List.of(Message.assistant("x")), Continuation.NEW_TURN, 0, Sampling.DEFAULT);
    return Stream.of(
        new Effect.Call(0, 1, 2, Effect.Purpose.WRITE, 0, full),
        new Effect.Call(1, 1, 2, Effect.Purpose.WRITE, 0, bare),
        new Effect.Abort(4),
        new Effect.Emit(ODD),
        new Effect.EmitToolCalls(ODD),
        new Effect.Arm(5, 10_000),
        new Effect.Note(2, Effect.What.HELD, ODD),
        new Effect.Done(new Outcome.Completed(Finish.STOP)),
        new Effect.Done(new Outcome.Failed(new CallError(CallError.Kind.OURS, 400, "no"))),
        new Effect.Done(new Outcome.Cancelled()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void eventsComeBackAsTheyWere(Event event) {
    String line = TraceFormat.line(17, event);
    assertThat(line)
        .startsWith("{\"at_us\":17,\"event\":{\"type\":\"")
        .matches("\\p{ASCII}+")
        .doesNotContain("\n");
    assertThat(TraceFormat.value(TraceFormat.tree(line).get("event"), Event.class))
        .isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("effects")
  void effectsComeBackAsTheyWere(Effect effect) {
    String line = TraceFormat.line(17, effect);
    assertThat(line)
        .startsWith("{\"at_us\":17,\"effect\":{\"type\":\"")
        .matches("\\p{ASCII}+")
        .doesNotContain("\n");
    assertThat(TraceFormat.value(TraceFormat.tree(line).get("effect"), Effect.class))
        .isEqualTo(effect);
  }

  @Test
  void noTypeIsForgotten() {
    Set<Class<?>> covered = new HashSet<>();
    events().forEach(event -> covered.add(event.getClass()));
    effects().forEach(effect -> covered.add(effect.getClass()));
    effects()
        .filter(Effect.Done.class::isInstance)
        .forEach(effect -> covered.add(((Effect.Done) effect).outcome().getClass()));
    Set<Class<?>> permitted = new HashSet<>();
    for (Class<?> sealed : List.of(Event.class, Effect.class, Outcome.class)) {
      permitted.addAll(TraceFormat.permitted(sealed));
    }
    assertThat(covered).isEqualTo(permitted);
  }

  @Test
  void aLineLooksLikeThis() {
    assertThat(TraceFormat.line(1500, new Event.Delta(0, "x")))
        .isEqualTo("{\"at_us\":1500,\"event\":{\"type\":\"delta\",\"call\":0,\"text\":\"x\"}}");
    assertThat(TraceFormat.line(0, new Event.ClientGone()))
        .isEqualTo("{\"at_us\":0,\"event\":{\"type\":\"client_gone\"}}");
    assertThat(TraceFormat.header(plan(Pace.PAPER)))
        .startsWith(
            "{\"format\":\"staircase-trace\",\"version\":1,\"plan\":{\"topology\":{\"agents\":[{\"name\":\"p\",")
        .contains("\"paces\":[{\"first_chunk\":8,\"next_chunk\":8,\"growth\":1.0,");
  }

  @Test
  void aRecordedAnswerIsDecidedAgain() {
    List<String> lines = recorded();
    Trace trace = TraceReader.read("t.jsonl", lines);
    assertThat(trace.plan()).isEqualTo(plan(Pace.PAPER));
    Replay.Result result = Replay.run(trace);
    assertThat(result.difference()).isNull();
    assertThat(result.events() + result.effects()).isEqualTo(lines.size() - 1);
  }

  @Test
  void aDifferenceIsToldWithItsLine() {
    List<String> lines = recorded();
    String was = lines.set(2, lines.get(2).replace("local/p", "local/q"));
    Replay.Result result = Replay.run(TraceReader.read("t.jsonl", lines));
    assertThat(result.difference())
        .isEqualTo(new Replay.Difference("t.jsonl", 3, lines.get(2), was));
    lines.remove(2);
    assertThat(Replay.run(TraceReader.read("t.jsonl", lines)).difference())
        .isEqualTo(new Replay.Difference("t.jsonl", 3, "nothing", was));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | hello                                   | t.jsonl:1: expected a line of JSON, found"
            + " hello",
        "0 | {\"format\":\"x\"}                      | t.jsonl:1: expected the header of a trace",
        "0 | {\"format\":\"staircase-trace\",\"version\":9} | t.jsonl:1: expected format version 1,"
            + " found version 9",
        "1 | {\"at_us\":1}                           | t.jsonl:2: expected"
            + " {\"at_us\":..,\"event\":{..}}, found {\"at_us\":1}",
        "1 | {\"at_us\":1,\"event\":{\"type\":\"x\"}} | t.jsonl:2: expected an event (",
        "3 | {\"at_us\":1,\"event\":{\"type\":\"delta\",\"call\":1}} | t.jsonl:4: expected an event"
            + " (",
        "3 | [                                       | t.jsonl:4: expected a line of JSON, found [",
      })
  void errorsNameFileAndLine(int index, String line, String message) {
    List<String> lines = recorded();
    lines.set(index, line);
    assertThatThrownBy(() -> TraceReader.read("t.jsonl", lines))
        .isInstanceOf(TraceException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anEmptyFileIsNoTrace() {
    assertThatThrownBy(() -> TraceReader.read("t.jsonl", List.of()))
        .hasMessage("t.jsonl: expected a trace, found an empty file");
  }

  private static List<String> recorded() {
    List<String> lines = new ArrayList<>();
    TraceWriter writer = new TraceWriter(lines::add);
    Plan plan = plan(Pace.PAPER);
    writer.header(plan);
    Engine engine = new Engine(plan);
    List<Event> events =
        List.of(
            new Event.Started(),
            new Event.Delta(0, "all of it "),
            new Event.Ended(0, Finish.STOP),
            new Event.Delta(1, "so"),
            new Event.Ended(1, Finish.STOP));
    long at = 0;
    for (Event event : events) {
      writer.event(at, event);
      writer.effects(at, engine.on(event));
      at += 20_000;
    }
    return lines;
  }

  private static Plan plan(Pace pace) {
    Agent proposer =
        Agent.of("p", "local/p", List.of(), Continuation.TRAILING_ASSISTANT, 0, Sampling.DEFAULT);
    Agent writer = Agent.of("w", "local/w", List.of(), Continuation.NEW_TURN, 40, Sampling.DEFAULT);
    Topology topology = Topology.mixtureOfAgents(List.of(List.of(proposer)), writer);
    return Plan.of(
        topology, pace, Layout.APPENDED, List.of(Message.user("Why?")), "f3nc3", Limits.DEFAULT);
  }
}
