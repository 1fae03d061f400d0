package dev.staircase.runtime.client;

import static dev.staircase.runtime.client.FakeUpstream.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.CallError.Kind;
import dev.staircase.core.chat.Continuation;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Message;
import dev.staircase.core.chat.ModelCall;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContinuationProbeTest {
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close().toCompletionStage().toCompletableFuture());
  }

  /// A client that answers the calls it gets in turn: a text, or an error written as `KIND status`.
  private static final class Scripted implements ModelClient {
    private final List<String> answers;
    private final List<ModelCall> calls = new ArrayList<>();
    private int aborts;

    Scripted(List<String> answers) {
      this.answers = answers;
    }

    @Override
    public OpenCall open(ModelCall call, Listener listener) {
      String answer = answers.get(calls.size());
      calls.add(call);
      boolean[] aborted = {false};
      vertx.runOnContext(v -> answer(answer, listener, aborted));
      return () -> {
        aborts++;
        aborted[0] = true;
      };
    }

    private static void answer(String answer, Listener listener, boolean[] aborted) {
      if (answer.matches("[A-Z]+ \\d+")) {
        String[] parts = answer.split(" ", 2);
        listener.failed(new CallError(Kind.valueOf(parts[0]), Integer.parseInt(parts[1]), answer));
        return;
      }
      for (int i = 0; i < answer.length() && !aborted[0]; i++) {
        listener.delta(answer.substring(i, i + 1));
      }
      if (!aborted[0]) {
        listener.ended(Finish.LENGTH, null);
      }
    }
  }

  private static ProbeResult probe(ContinuationProbe probe) {
    var result = new CompletableFuture<ProbeResult>();
    vertx.runOnContext(v -> probe.probe("local/m").onSuccess(result::complete));
    return await(result);
  }

  record Case(List<String> answers, Continuation chosen, boolean settled, List<String> tried) {}

  static List<Case> cases() {
    return List.of(
        new Case(
            List.of(" five six"),
            Continuation.CONTINUE_FINAL_MESSAGE,
            true,
            List.of("continue-final-message: continues")),
        new Case(
            List.of("OURS 400", ProbeRun.PARTIAL + " five"),
            Continuation.TRAILING_ASSISTANT,
            true,
            List.of(
                "continue-final-message: does not continue, OURS 400",
                "trailing-assistant: continues")),
        new Case(
            List.of("one two three", "OURS 422", "five"),
            Continuation.PREFIX_FLAG,
            true,
            List.of(
                "continue-final-message: does not continue, it said 'one two three'",
                "trailing-assistant: does not continue, OURS 422",
                "prefix-flag: continues")),
        new Case(
            List.of("Sure! one two", "", "six seven"),
            Continuation.NEW_TURN,
            true,
            List.of(
                "continue-final-message: does not continue, it said 'Sure! one two'",
                "trailing-assistant: does not continue, it said ''",
                "prefix-flag: does not continue, it said 'six seven'")),
        new Case(
            List.of("THEIRS 500", "OURS 400", "OURS 400"),
            Continuation.NEW_TURN,
            false,
            List.of(
                "continue-final-message: does not continue, THEIRS 500",
                "trailing-assistant: does not continue, OURS 400",
                "prefix-flag: does not continue, OURS 400")),
        new Case(
            List.of("THEIRS 500", "five"),
            Continuation.TRAILING_ASSISTANT,
            true,
            List.of(
                "continue-final-message: does not continue, THEIRS 500",
                "trailing-assistant: continues")),
        new Case(
            List.of("NETWORK 0"),
            Continuation.NEW_TURN,
            false,
            List.of("continue-final-message: does not continue, NETWORK 0")),
        new Case(
            List.of("OURS 400", "LIMIT 429"),
            Continuation.NEW_TURN,
            false,
            List.of(
                "continue-final-message: does not continue, OURS 400",
                "trailing-assistant: does not continue, LIMIT 429")),
        new Case(
            List.of("OURS 401"),
            Continuation.NEW_TURN,
            false,
            List.of("continue-final-message: does not continue, OURS 401")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFirstWayThatContinuesIsChosen(Case expected) {
    var client = new Scripted(expected.answers());
    var result = probe(new ContinuationProbe(vertx, client));
    assertThat(result)
        .isEqualTo(new ProbeResult(expected.chosen(), expected.tried(), expected.settled()));
    assertThat(client.calls).hasSize(expected.answers().size());
    for (int i = 0; i < client.calls.size(); i++) {
      assertThat(client.calls.get(i).continuation()).isEqualTo(ContinuationProbe.ORDER.get(i));
      assertThat(client.calls.get(i).messages().getLast())
          .isEqualTo(Message.assistant(ProbeRun.PARTIAL));
    }
  }

  @Test
  void aSettledResultIsRememberedAndSharedAndAnotherIsNot() {
    var client = new Scripted(List.of("NETWORK 0", " five"));
    var probe = new ContinuationProbe(vertx, client, 0);
    assertThat(probe(probe).settled()).isFalse();
    var both = new CompletableFuture<List<ProbeResult>>();
    vertx.runOnContext(v -> {
      Future<ProbeResult> first = probe.probe("local/m");
      Future<ProbeResult> second = probe.probe("local/m");
      Future.all(first, second)
          .onSuccess(all -> both.complete(List.of(first.result(), second.result())));
    });
    assertThat(await(both))
        .extracting(ProbeResult::chosen)
        .containsOnly(Continuation.CONTINUE_FINAL_MESSAGE);
    assertThat(probe(probe).chosen()).isEqualTo(Continuation.CONTINUE_FINAL_MESSAGE);
    assertThat(client.calls).hasSize(2);
  }

  @Test
  void aModelThatCouldNotBeAskedIsLeftAloneForAWhile() {
    var client = new Scripted(List.of("NETWORK 0", " five"));
    var probe = new ContinuationProbe(vertx, client);
    assertThat(probe(probe).settled()).isFalse();
    assertThat(probe(probe).settled()).isFalse();
    assertThat(client.calls).hasSize(1);
  }

  @Test
  void aModelThatGoesOnAndOnIsCutShort() {
    var client = new Scripted(List.of(" five six seven eight nine ten".repeat(100)));
    assertThat(probe(new ContinuationProbe(vertx, client)).chosen())
        .isEqualTo(Continuation.CONTINUE_FINAL_MESSAGE);
    assertThat(client.aborts).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "' five', true",
    "five six, true",
    "'\nfive', true",
    "So we go on and count: one two three four five, true",
    "one two three four five, false",
    "'', false",
    "Five, false",
    "So we go on and count: one two three four, false",
    "one two five, false",
    "' six', false",
    "So we go on and count: one two three four one, false"
  })
  void continuingIsGoingOnAtTheNextWord(String text, boolean continues) {
    assertThat(ProbeRun.continues(text)).isEqualTo(continues);
  }

  @Test
  void theMessageSaysWhatWasChosenAndWhy() {
    var result = new ProbeResult(Continuation.NEW_TURN, List.of("a: b", "c: d"), false);
    assertThat(result.message())
        .isEqualTo("continuation new-turn for now, to be probed again (a: b; c: d)");
  }
}
