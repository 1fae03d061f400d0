package dev.staircase.runtime.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Form;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import dev.staircase.core.chat.Sampling;
import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Limits;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Pace;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.prompt.Layout;
import dev.staircase.core.topology.Agent;
import dev.staircase.core.topology.Topology;
import dev.staircase.runtime.client.ModelClient;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final Pace AT_ONCE =
      new Pace(2, 2, 1, 2, 0, Pace.Showing.ALL, Pace.CutOver.AT_WORD, Pace.EarlyEnd.HOLD, 0, 0);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /// A client whose calls are played by the test; the number of a call is its place in the list.
  private static final class Hand implements ModelClient {
    final List<Listener> calls = new ArrayList<>();
    final Set<Integer> open = new HashSet<>();
    @Nullable Context home;

    @Override
    public OpenCall open(ModelCall call, Listener listener) {
      int number = calls.size();
      calls.add(listener);
      open.add(number);
      return () -> open.remove(number);
    }

    Context home() {
      return Objects.requireNonNull(home);
    }
  }

  private static Agent agent(String name) {
    return Agent.of(name, "local/" + name, List.of(), Continuation.NEW_TURN, 0, Sampling.DEFAULT);
  }

  /// Leaves on a certain piece of text.
  private static final class Leaver implements AnswerListener {
    final CompletableFuture<Outcome> done = new CompletableFuture<>();
    @Nullable Answer answer;

    @Override
    public void text(String text) {
      if (answer != null && text.equals("1")) {
        answer.cancel();
      }
    }

    @Override
    public void done(Outcome outcome) {
      done.complete(outcome);
    }
  }

  /// Writes down what it is told.
  private static final class Writer implements AnswerListener, Witness {
    final List<String> told = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Usage> usages = new ArrayList<>();
    final CompletableFuture<Outcome> done = new CompletableFuture<>();

    @Override
    public void text(String text) {
      told.add(text);
    }

    @Override
    public void text(String text, String logprobs) {
      told.add(text + " " + logprobs);
    }

    @Override
    public void toolCalls(String json) {
      told.add("calls " + json);
    }

    @Override
    public void done(Outcome outcome) {
      done.complete(outcome);
    }

    @Override
    public void event(long atMicros, Event event) {
      events.add(event);
    }

    @Override
    public void effects(long atMicros, List<Effect> effects) {}

    @Override
    public void usage(int call, Usage usage) {
      usages.add(usage);
    }
  }

  @Test
  void whatTheWriterSaysBesideItsTextIsToldInOrder() throws Exception {
    Sampling offering = new Sampling(null, null, null, List.of(), null, Form.TEXT_OR_TOOLS);
    Agent writer = Agent.of("w", "local/w", List.of(), Continuation.NEW_TURN, 0, offering);
    Topology topology = Topology.single(writer);
    List<Message> question = List.of(Message.user("Why?"));
    Plan plan = Plan.of(topology, AT_ONCE, Layout.GROUPED, question, "f3nc3", Limits.DEFAULT);
    Hand hand = new Hand();
    Writer told = new Writer();
    vertx.runOnContext(v -> {
      Answer.start(vertx, hand, plan, told, List.of(told));
      vertx
          .getOrCreateContext()
          .runOnContext(started -> {
            ModelClient.Listener call = hand.calls.getFirst();
            call.logprob("Let".getBytes(UTF_8), "{}");
            call.delta("Let");
            call.usage(new Usage(9, 0, 1));
            call.delta(" me see");
            call.toolCalls("[1]");
            call.toolCalls("[2]");
            call.usage(new Usage(9, 0, 4));
            call.ended(Finish.TOOL_CALLS, new Usage(9, 0, 4));
          });
    });
    assertThat(told.done.get(10, TimeUnit.SECONDS))
        .isEqualTo(new Outcome.Completed(Finish.TOOL_CALLS));
    assertThat(told.told).containsExactly("Let [{}]", " me see", "calls [1]", "calls [2]");
    assertThat(told.usages).containsExactly(new Usage(9, 0, 1), new Usage(9, 0, 4));
    assertThat(told.events)
        .containsExactly(
            new Event.Started(),
            new Event.Delta(0, "Let"),
            new Event.Counted(0, new Usage(9, 0, 1)),
            new Event.Delta(0, " me see"),
            new Event.ToolCalls(0, "[1]"),
            new Event.ToolCalls(0, "[2]"),
            new Event.Counted(0, new Usage(9, 0, 4)),
            new Event.Ended(0, Finish.TOOL_CALLS));
  }

  /// The last text of a step and the call of the next come of one event.
  @Test
  void aListenerThatLeavesOnTheLastTextOfAStepLeavesNoCallOpen() throws Exception {
    Topology topology = Topology.mixtureOfAgents(List.of(List.of(agent("a"))), agent("w"));
    List<Message> question = List.of(Message.user("Why?"));
    Plan plan = Plan.of(topology, AT_ONCE, Layout.GROUPED, question, "f3nc3", Limits.DEFAULT);
    Hand hand = new Hand();
    Leaver leaver = new Leaver();
    vertx.runOnContext(v -> {
      leaver.answer = Answer.start(vertx, hand, plan, leaver, List.of());
      hand.home = vertx.getOrCreateContext();
      hand.home()
          .runOnContext(started -> {
            List.of("a1", " a2", " a3").forEach(hand.calls.get(0)::delta);
            hand.calls.get(1).delta("w");
            List.of(" a4", " a5").forEach(hand.calls.get(0)::delta);
            hand.calls.get(1).delta("1 w2");
          });
    });
    assertThat(leaver.done.get(10, TimeUnit.SECONDS)).isEqualTo(new Outcome.Cancelled());
    CompletableFuture<List<Integer>> open = new CompletableFuture<>();
    hand.home().runOnContext(v -> open.complete(List.copyOf(hand.open)));
    assertThat(open.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(hand.calls).as("the writer was asked twice").hasSize(3);
  }
}
