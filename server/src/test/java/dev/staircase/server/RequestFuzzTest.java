package dev.staircase.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.staircase.core.chat.Finish;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Engine;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Plan;
import dev.staircase.core.testing.Spoiler;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.AskException;
import dev.staircase.runtime.Staircase;
import dev.staircase.runtime.client.Trail;
import dev.staircase.runtime.config.Config;
import dev.staircase.server.api.ApiError;
import dev.staircase.server.api.ApiException;
import dev.staircase.server.api.ChatRequest;
import dev.staircase.server.api.Fields;
import dev.staircase.server.api.chat.ChatRequests;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// Spoilt requests, read and planned within this process: each is refused in words, or is answered
/// by models that answer.
class RequestFuzzTest {
  /// `-Dfuzz.cases=1000000` runs more.
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);

  private static final int MOST_EVENTS = 10_000;
  private static final int MOST_ERROR_CHARS = 1_100;

  static final String YAML =
      Rig.TRIO.replace(
              "usage: continuous", "usage: continuous\n    models: { agg: { sees: true } }")
          + """
            debate: { topology: debate, debaters: [local/p1, local/p2], rounds: 2, judge: local/agg }
          """;

  /// What became of a request.
  private enum Fate {
    REFUSED,
    ANSWERED
  }

  @Test
  void eachIsRefusedInWordsOrAnswered() {
    Vertx vertx = Vertx.vertx();
    Config config = Config.parse(YAML, "test.yaml", Map.of("BASE_URL", "http://127.0.0.1:1/v1"));
    int answered = 0;
    try (Staircase staircase = Staircase.start(vertx, config)) {
      for (int seed = 0; seed < CASES; seed++) {
        byte[] body = body(new Spoiler(seed));
        try {
          answered += fate(staircase, body) == Fate.ANSWERED ? 1 : 0;
        } catch (RuntimeException | StackOverflowError e) {
          fail("seed " + seed + ": " + new String(body, UTF_8), e);
        }
      }
    }
    Rig.await(vertx.close());
    System.out.printf("%,d spoilt requests: %,d answered%n", CASES, answered);
    assertThat(answered).isBetween(CASES / 10, CASES * 9 / 10);
  }

  static byte[] body(Spoiler spoiler) {
    String right = spoiler.draw(Requests.BODIES);
    return spoiler.draw(4) == 0
        ? spoiler.bytes(right.getBytes(UTF_8))
        : spoiler.json(right).getBytes(UTF_8);
  }

  private static Fate fate(Staircase staircase, byte[] body) {
    ChatRequest chat;
    try {
      chat = ChatRequests.read(Fields.object(body));
    } catch (ApiException refused) {
      ApiError error = refused.error();
      assertThat(error.status()).isBetween(400, 499);
      assertThat(error.message()).isNotBlank();
      assertThat(error.message().length()).as(error.message()).isLessThan(MOST_ERROR_CHARS);
      return Fate.REFUSED;
    }
    Ask ask =
        new Ask(
            chat.model(),
            chat.conversation(),
            chat.sampling(),
            chat.maxTokens(),
            chat.overrides(),
            Trail.NONE);
    Future<Plan> plan = staircase.plan(ask);
    if (plan.failed()) {
      assertThat(plan.cause()).isInstanceOf(AskException.class);
      return Fate.REFUSED;
    }
    play(plan.result());
    return Fate.ANSWERED;
  }

  /// Runs the engine with models that say two words.
  private static void play(Plan plan) {
    Engine engine = new Engine(plan);
    Queue<Event> events = new ArrayDeque<>(List.of(new Event.Started()));
    for (int i = 0; engine.outcome() == null; i++) {
      assertThat(events).as("the engine waits for somebody").isNotEmpty();
      assertThat(i).as("events").isLessThan(MOST_EVENTS);
      for (Effect effect : engine.on(events.remove())) {
        if (effect instanceof Effect.Call call) {
          events.add(new Event.Delta(call.call(), "two words"));
          events.add(new Event.Ended(call.call(), Finish.STOP));
        }
      }
    }
  }
}
