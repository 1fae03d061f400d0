package dev.staircase.core.engine;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Role;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A bare engine played by hand: agents speak by name, and what the engine does is a list of short
/// lines.
///
/// Proposers are `a`, `b`, ..., the writer is `w`. Where `w` speaks through another model than its
/// own it is `w:model`, and the call that warms its cache is `w:warm`. Each [#says] hands over one
/// delta a token.
final class Play {
  private static final Pattern TOKEN = Pattern.compile("\\s*\\S+|\\s+");

  private final Plan plan;
  private final Engine engine;
  private final List<String> did = new ArrayList<>();
  private final List<Effect.Call> calls = new ArrayList<>();
  private final StringBuilder client = new StringBuilder();

  private Play(Plan plan) {
    this.plan = plan;
    this.engine = new Engine(plan);
  }

  static Play of(Plan plan) {
    Play play = new Play(plan);
    play.on(new Event.Started());
    return play;
  }

  static Play of(int proposers, Pace pace) {
    return of(plan(proposers, pace, Layout.GROUPED, 0, Limits.DEFAULT));
  }

  static Plan plan(
      int proposers, Pace pace, Layout layout, int maxTokens, Limits limits, String... stop) {
    List<Agent> layer =
        IntStream.range(0, proposers)
            .mapToObj(i -> agent(Character.toString('a' + i), 0, List.of()))
            .toList();
    Agent writer = agent("w", maxTokens, List.of(stop));
    Topology topology =
        proposers == 0 ? Topology.single(writer) : Topology.mixtureOfAgents(List.of(layer), writer);
    return Plan.of(topology, pace, layout, List.of(Message.user("Why?")), "f3nc3", limits);
  }

  static Agent agent(String name, int maxTokens, List<String> stop) {
    return Agent.of(
        name,
        "local/" + name,
        List.of(),
        Continuation.TRAILING_ASSISTANT,
        maxTokens,
        new Sampling(null, null, null, stop, null));
  }

  Play says(String agent, String text) {
    TOKEN.matcher(text).results().forEach(token -> on(new Event.Delta(call(agent), token.group())));
    return this;
  }

  Play ends(String agent) {
    return ends(agent, Finish.STOP);
  }

  Play ends(String agent, Finish how) {
    return on(new Event.Ended(call(agent), how));
  }

  Play fails(String agent) {
    return fails(agent, CallError.Kind.THEIRS);
  }

  Play fails(String agent, CallError.Kind kind) {
    return fails(agent, new CallError(kind, 0, "no luck"));
  }

  Play fails(String agent, CallError error) {
    return on(new Event.Failed(call(agent), error));
  }

  Play callsTools(String agent, String json) {
    return on(new Event.ToolCalls(call(agent), json));
  }

  Play counts(String agent, long promptTokens, long completionTokens) {
    return on(new Event.Counted(call(agent), new Usage(promptTokens, 0, completionTokens)));
  }

  Play waits(int timer) {
    return on(new Event.Deadline(timer));
  }

  Play clientLeaves() {
    return on(new Event.ClientGone());
  }

  /// What the engine did since the last time, without what it handed to the client.
  List<String> did() {
    List<String> since = List.copyOf(did);
    did.clear();
    return since;
  }

  /// Leaves out what the engine did so far.
  ///
  /// @param phase for the reader: how far the play is
  Play did(String phase) {
    did.clear();
    return this;
  }

  String client() {
    return client.toString();
  }

  List<Effect.Call> calls() {
    return List.copyOf(calls);
  }

  List<ModelCall> requests() {
    return calls.stream().map(Effect.Call::request).toList();
  }

  ModelCall lastRequest() {
    return calls.getLast().request();
  }

  Outcome outcome() {
    return Objects.requireNonNull(engine.outcome(), "still writing");
  }

  Play on(Event event) {
    for (Effect effect : engine.on(event)) {
      switch (effect) {
        case Effect.Call call -> {
          calls.add(call);
          did.add(speaker(call) + " is asked, step " + call.step() + shown(call.request()));
        }
        case Effect.Abort(int call) -> did.add(speaker(calls.get(call)) + " is closed");
        case Effect.Emit(String text) -> client.append(text);
        case Effect.EmitToolCalls(String json) -> client.append(json);
        case Effect.Arm(int timer, long delayMs) ->
            did.add("timer " + timer + " of " + delayMs + " ms");
        case Effect.Note(int agent, Effect.What what, String detail) ->
            did.add(name(agent) + " " + what);
        case Effect.Done(Outcome outcome) -> did.add(how(outcome));
      }
    }
    return this;
  }

  private static String how(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed(Finish finish) -> "completed " + finish;
      case Outcome.Failed(CallError error) -> "failed: " + error.message();
      case Outcome.Cancelled() -> "cancelled";
    };
  }

  private static String shown(ModelCall request) {
    Pattern piece =
        Pattern.compile(
            "Response (\\d+)(?:, your own[^(:]*)?( \\(still being written\\)| \\(broken"
                + " off\\))?:\\n<<f3nc3\\n(.*?)\\nf3nc3>>",
            Pattern.DOTALL);
    String pieces =
        request.messages().stream()
            .flatMap(message -> piece.matcher(message.content()).results())
            .map(m ->
                m.group(1)
                    + ":"
                    + m.group(3)
                    + (m.group(2) == null ? "." : m.group(2).contains("broken") ? "!" : ""))
            .collect(Collectors.joining(" | "));
    String own =
        request.messages().stream()
            .filter(message -> message.role() == Role.ASSISTANT)
            .map(Message::content)
            .collect(Collectors.joining());
    return (pieces.isEmpty() ? "" : " [" + pieces + "]")
        + (own.isEmpty() ? "" : " after '" + own + "'");
  }

  private int call(String speaker) {
    return calls.stream().filter(call -> speaker(call).equals(speaker)).toList().getLast().call();
  }

  private String speaker(Effect.Call call) {
    String name = name(call.agent());
    if (call.purpose() == Effect.Purpose.WARM) {
      return name + ":warm";
    }
    String model = call.request().model();
    return model.equals("local/" + name) ? name : name + ":" + model;
  }

  private String name(int agent) {
    return plan.topology().agents().get(agent).name();
  }
}
