package dev.staircase.runtime.client;

import static dev.staircase.runtime.client.FakeUpstream.DONE;
import static dev.staircase.runtime.client.FakeUpstream.HELLO;
import static dev.staircase.runtime.client.FakeUpstream.STOP;
import static dev.staircase.runtime.client.FakeUpstream.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.CallError;
import dev.staircase.core.chat.CallError.Kind;
import dev.staircase.core.chat.Finish;
import dev.staircase.core.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call that is ended by its caller, in every phase.
class OpenAiClientAbortTest extends ClientRig {
  @Test
  void aFullPoolReachesTheConnectLimit() {
    var fake = fake(exchange -> exchange.write(HELLO));
    var client =
        client(
            fake.url(),
            s -> s.withMaxConnections(1).withLimits(new TimeLimits(60, 4_000, 4_000, 4_000)));
    await(open(client).firstText);
    var error = open(client).error();
    assertThat(error.kind()).isEqualTo(Kind.LIMIT);
    assertThat(error.message()).contains("'connect' of 60 ms");
  }

  @Test
  void anAbortWhileConnectingSendsNothingAndFreesItsPlace() {
    var fake = fake(exchange -> exchange.write(HELLO));
    var client = client(fake.url(), s -> s.withMaxConnections(1));
    var first = open(client);
    await(first.firstText);
    fake.next();
    var waiting = open(client);
    await(waiting.abort());
    await(first.abort());
    var third = open(client);
    await(third.firstText);
    fake.next();
    assertThat(fake.sawNoMore()).isTrue();
    assertThat(waiting.told()).isEmpty();
  }

  @Test
  void anAbortRightBehindTheOpeningSendsNothing() {
    var fake = fake(exchange -> exchange.end(HELLO + STOP + DONE));
    var client = client(fake.url(), s -> s.withMaxConnections(1));
    context.runOnContext(v -> client.open(CALL, new NoListener()).abort());
    assertThat(open(client).end().finish()).isEqualTo(Finish.STOP);
    fake.next();
    assertThat(fake.sawNoMore()).isTrue();
  }

  @Test
  void aCallOfAClosedClientFails() {
    var fake = fake(exchange -> exchange.end(HELLO + STOP + DONE));
    var client = client(fake.url(), s -> s);
    await(client.close().toCompletionStage().toCompletableFuture());
    assertThat(open(client).error().kind()).isEqualTo(Kind.NETWORK);
  }

  /// However far the call has come by then: nothing is told, and its place in the pool is free
  /// again.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 12, 20, 40})
  void anAbortSomeTurnsBehindTheOpeningFreesItsPlace(int turns) {
    var told = new ArrayList<String>();
    var fake = fake(exchange -> exchange.end(HELLO + STOP + DONE));
    var client = client(fake.url(), s -> s.withMaxConnections(1));
    var listener =
        new NoListener() {
          @Override
          public void delta(String text) {
            told.add(text);
          }

          @Override
          public void ended(Finish finish, @Nullable Usage usage) {
            told.add("ended");
          }
        };
    var toldAtAbort = new CompletableFuture<List<String>>();
    context.runOnContext(v -> {
      var call = client.open(CALL, listener);
      afterTurns(
          turns,
          () -> {
            call.abort();
            toldAtAbort.complete(List.copyOf(told));
          });
    });
    List<String> before = await(toldAtAbort);
    var next = open(client);
    assertThat(next.end().finish()).isEqualTo(Finish.STOP);
    assertThat(next.told()).containsExactly("delta Hello", "ended");
    assertThat(told).isEqualTo(before);
  }

  private static void afterTurns(int turns, Runnable then) {
    context.runOnContext(v -> {
      if (turns == 1) {
        then.run();
      } else {
        afterTurns(turns - 1, then);
      }
    });
  }

  @Test
  void anAbortBeforeTheHeadersClosesTheConnection() {
    var fake = fake(exchange -> {});
    var recorder = open(fake);
    var exchange = fake.next();
    await(recorder.abort());
    await(exchange.closed());
    assertThat(recorder.told()).isEmpty();
  }

  @Test
  void anAbortMidStreamClosesTheConnectionAtOnce() {
    var fake = fake(exchange -> exchange.write(HELLO));
    var recorder = open(fake);
    await(recorder.firstText);
    long abortedNanos = System.nanoTime();
    await(recorder.abort());
    await(fake.next().closed());
    assertThat((System.nanoTime() - abortedNanos) / 1_000_000)
        .as("ms until the upstream saw it")
        .isLessThan(1_000);
    assertThat(recorder.told()).isEmpty();
  }

  @Test
  void anAbortFromWithinADeltaIsTheLastThatIsHeard() {
    var fake = fake(exchange -> exchange.write(HELLO + HELLO + STOP));
    var told = new ArrayList<String>();
    var client = client(fake.url(), s -> s);
    var call = new CompletableFuture<ModelClient.OpenCall>();
    var listener =
        new NoListener() {
          @Override
          public void delta(String text) {
            told.add(text);
            call.join().abort();
          }
        };
    context.runOnContext(v -> call.complete(client.open(CALL, listener)));
    await(fake.next().closed());
    assertThat(told).containsExactly("Hello");
  }

  @Test
  void anAbortFromAnotherThreadAndASecondOneAreFine() {
    var fake = fake(exchange -> {});
    var client = client(fake.url(), s -> s);
    var call = client.open(CALL, new NoListener());
    var exchange = fake.next();
    call.abort();
    call.abort();
    await(exchange.closed());
  }

  /// Told of nothing, for its call is aborted.
  private static class NoListener implements ModelClient.Listener {
    @Override
    public void delta(String text) {
      throw new AssertionError(text);
    }

    @Override
    public void ended(Finish finish, @Nullable Usage usage) {
      throw new AssertionError(finish);
    }

    @Override
    public void failed(CallError error) {
      throw new AssertionError(error);
    }
  }
}
