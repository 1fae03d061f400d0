package dev.staircase.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.staircase.core.chat.Usage;
import dev.staircase.core.engine.Effect;
import dev.staircase.core.engine.Event;
import dev.staircase.core.engine.Outcome;
import dev.staircase.core.engine.Plan;
import dev.staircase.lab.paced.PacedOptions;
import dev.staircase.runtime.Ask;
import dev.staircase.runtime.answer.AnswerListener;
import dev.staircase.runtime.answer.Witness;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What an upstream's prefix cache spares, by layout.
///
/// The measure: for every call of the aggregator after its first, the cached tokens of its prompt
/// against all tokens of the prompt before. `appended` promises 90 %.
class PrefixCacheTest {
  private static final double PROMISED = 0.9;
  private static final String QUESTION = "Why is the sky blue?";

  private static Rig rig(String continuation) {
    String yaml =
        """
        upstreams:
          local: { base-url: "${BASE_URL}", continuation: %s, usage: continuous }
        models:
          trio:
            proposers: ["local/p1", "local/p2", "local/p3"]
            aggregator: local/agg
            pace: { first-chunk: 8 }
        """
            .formatted(continuation);
    var options =
        PacedOptions.parse(
            List.of("--pace", "*=steady", "--pace", "*.ttft=10ms", "--pace", "*.itl=2ms"));
    return new Rig(options, yaml, Rig.USUAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trailing-assistant", "new-turn"})
  void appendedKeepsWhatWasSentBefore(String continuation) throws Exception {
    Map<String, Double> least = new TreeMap<>();
    for (String layout : List.of("appended", "grouped")) {
      try (Rig rig = rig(continuation)) {
        List<Usage> calls = aggregatorCalls(rig, layout);
        assertThat(calls).hasSizeGreaterThan(2);
        double worst = 1;
        for (int k = 1; k < calls.size(); k++) {
          double share = calls.get(k).cachedTokens() / (double) calls.get(k - 1).promptTokens();
          worst = Math.min(worst, share);
          System.out.printf(
              "%s, %s: call %d: %d of the %d prompt tokens sent before were cached: %.0f %%%n",
              layout,
              continuation,
              k + 1,
              calls.get(k).cachedTokens(),
              calls.get(k - 1).promptTokens(),
              100 * share);
        }
        least.put(layout, worst);
      }
    }
    assertThat(least.get("appended")).isGreaterThanOrEqualTo(PROMISED);
    assertThat(least.get("grouped")).isLessThan(least.get("appended"));
  }

  /// The usage of the aggregator's calls, in order, each on a cold server's own cache.
  private static List<Usage> aggregatorCalls(Rig rig, String layout) throws Exception {
    JsonNode overrides = Chat.read("{\"layout\": \"" + layout + "\"}");
    Ask one = Ask.of("trio", QUESTION);
    Ask ask = new Ask(one.model(), one.conversation(), one.sampling(), one.maxTokens(), overrides);
    Plan plan = Rig.await(rig.staircase.plan(ask));
    var usages = new Usages(plan.topology().answerer());
    Promise<Outcome> done = Promise.promise();
    var listener =
        new AnswerListener() {
          @Override
          public void text(String text) {}

          @Override
          public void done(Outcome outcome) {
            done.complete(outcome);
          }
        };
    rig.staircase.answer(plan, listener, usages);
    assertThat(Rig.await(done.future())).isInstanceOf(Outcome.Completed.class);
    return List.copyOf(usages.byCall.values());
  }

  /// Collects what an agent's calls cost.
  private static final class Usages implements Witness {
    private final int agent;
    private final Map<Integer, Usage> byCall = new TreeMap<>();

    Usages(int agent) {
      this.agent = agent;
    }

    @Override
    public void event(long atMicros, Event event) {}

    @Override
    public void effects(long atMicros, List<Effect> effects) {
      for (Effect effect : effects) {
        if (effect instanceof Effect.Call(int call, int who, var _, var _, var _, var _)
            && who == agent) {
          byCall.put(call, Usage.NONE);
        }
      }
    }

    @Override
    public void usage(int call, Usage usage) {
      byCall.replace(call, usage);
    }
  }

  @Test
  void clientIsToldTheSum() throws Exception {
    try (Rig rig = rig("trailing-assistant")) {
      JsonNode told = rig.stream(Chat.of("trio", QUESTION).usage()).staircase();
      JsonNode aggregator = told.at("/agents/3");
      assertThat(aggregator.get("name").stringValue()).isEqualTo("aggregator");
      assertThat(aggregator.get("cached_tokens").asInt()).isPositive();
      assertThat(aggregator.get("prompt_tokens").asInt())
          .isGreaterThan(aggregator.get("cached_tokens").asInt());
    }
  }
}
